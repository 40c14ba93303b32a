"""Content codings are removed within bounds, and what fails is named."""

from __future__ import annotations

import gzip

import brotli  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.content_coding import remove_codings, zstd
from tests.archive.making import PAGE


@pytest.mark.parametrize(
    ("packed", "coding", "problem"),
    [
        pytest.param(gzip.compress(bytes(5000)), "gzip", "too_large", id="gzip bomb"),
        pytest.param(brotli.compress(bytes(5000)), "br", "too_large", id="brotli bomb"),
        pytest.param(gzip.compress(PAGE)[:40], "gzip", "truncated", id="cut gzip"),
        pytest.param(brotli.compress(PAGE)[:20], "br", "truncated", id="cut brotli"),
        pytest.param(b"\x1f\x8bnonsense", "gzip", "decode_failed", id="false gzip"),
        pytest.param(zstd.compress(bytes(5000)), "zstd", "too_large", id="zstd bomb"),
        pytest.param(zstd.compress(PAGE)[:20], "zstd", "truncated", id="cut zstd"),
        pytest.param(b"<html>", "zstd", "decode_failed", id="false zstd"),
        pytest.param(b"<html>", "compress", "decode_failed", id="coding that nobody uses"),
    ],
)
def test_a_bad_coding_is_named_and_bounded(packed: bytes, coding: str, problem: str) -> None:
    body, said = remove_codings(packed, coding, 1000)
    assert said == problem
    assert len(body) <= 1000


@pytest.mark.parametrize("name", ["utf-8", "none", "text/html", "identity", ""])
def test_what_names_no_coding_leaves_the_page_as_it_is(name: str) -> None:
    assert remove_codings(PAGE, name) == (PAGE, None)


@given(
    st.binary(max_size=300), st.sampled_from(["gzip", "deflate", "br", "gzip,br", "zstd", "x,gzip"])
)
def test_no_bytes_make_the_decoder_fail_or_overrun(payload: bytes, coding: str) -> None:
    body, _ = remove_codings(payload, coding, 4096)
    assert len(body) <= 4096
