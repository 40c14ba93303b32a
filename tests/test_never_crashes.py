"""Whatever the bytes, reading ends in a Reading that keeps its promises: stored pages, damaged pages, any bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from archive.records import Page, Reading
from pipelines.attachments.sniff import media_type
from pipelines.reading import read
from tests.golden import stored
from tests.golden.case import FIELDS

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
FILES = sorted((ROOT / "tests" / "fixtures" / "attachments").iterdir())
BESIDE = sorted(p for name in ("pages", "seeds") for p in (SHARED / name).rglob("*") if p.is_file())
GOLDENS = [case for case in stored.names() if "fixture" not in stored.expected(case)]
MARKUP = frozenset({"text/html", "application/xhtml+xml", "application/xml", "text/plain"})
# The same cases each run: a gate that fails by chance teaches nobody.
FEW = settings(
    derandomize=True, max_examples=120, deadline=None, suppress_health_check=list(HealthCheck)
)
PIECES = (
    "<td>", "</div>", "<script>var c='", "&#x110000;", "&#0;", "\ufeff", "\ud7ff", "\u202e", "\x00", "<!--", "]]>", "<base href='//['>",
    "<a href='http://[::1'>x.pdf</a>", "发布日期：９９９９年９９月９９日", "〔2021〕号", "文号：", "createPageHTML(99999999999,0,'a','b');",
    "\\ud800", "%uD800", "%u", "一、", "（一）", "2018330", "<title>", "抄送：", "印发", "<time datetime='x'>", "[[[[", "\t\t\t", "索引号：11",
)  # fmt: skip


def check(reading: Reading) -> None:
    """What holds for every reading, of whatever page."""
    reading.text.encode()
    assert "\r" not in reading.text
    assert "\n".join(section.text for section in reading.sections) == reading.text
    if reading.is_report:
        assert reading.error is None
        assert reading.facts.report_year is not None
    chosen = [piece for piece in reading.evidence if piece.chosen]
    assert len({piece.field for piece in chosen}) == len(chosen)
    facts = {piece.field: piece.value for piece in chosen}
    for field in FIELDS:
        value = getattr(reading.facts, field)
        assert (None if value is None else str(value)) == facts.get(field), field
    for piece in reading.evidence:
        assert 0 <= piece.confidence <= 1
        if piece.start is not None:
            assert reading.text[piece.start : piece.end] == piece.raw, piece
        else:
            assert piece.place_in_page


@pytest.mark.parametrize("case", stored.names())
def test_a_golden_page_keeps_every_promise(case: str) -> None:
    check(stored.reading(case))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_an_attachment_keeps_every_promise(path: Path) -> None:
    check(read(Page(url=path.as_uri(), body=path.read_bytes(), name=path.name)))


@pytest.mark.skipif(not BESIDE, reason="the shared pages are not here")
@pytest.mark.parametrize("path", BESIDE, ids=lambda path: path.name)
def test_a_real_page_keeps_every_promise(path: Path) -> None:
    check(read(Page(url=path.as_uri(), body=path.read_bytes(), name=path.name)))


@FEW
@given(data=st.data())
def test_a_damaged_page_keeps_every_promise(data: st.DataObject) -> None:
    page = stored.page(data.draw(st.sampled_from(GOLDENS)))
    body = bytearray(page.body)
    for _ in range(data.draw(st.integers(1, 10))):
        at = data.draw(st.integers(0, len(body)))
        put = data.draw(st.sampled_from(PIECES).map(str.encode) | st.binary(max_size=6))
        body[at : at + data.draw(st.sampled_from((0, 0, 1, 3, 400)))] = put
    kept = bytes(body[: data.draw(st.integers(len(body) // 2, len(body)))])
    reading = read(Page(url=page.url, body=kept, content_type=page.content_type))
    check(reading)
    # parse_failed is for bytes: our own faults are not to hide in it. A file that no reader opens says why.
    assert reading.outcome != "parse_failed"
    assert reading.error is None or reading.outcome in {
        "corrupt",
        "encrypted",
        "limit",
        "unsupported",
        "empty",
    }


@FEW
@given(st.binary(max_size=400) | st.lists(st.sampled_from(PIECES)).map("".join).map(str.encode))
def test_any_bytes_keep_every_promise(body: bytes) -> None:
    assume(media_type(body, None, "text/html") in MARKUP)  # others are read in a child: elsewhere
    for kind in ("text/html", "text/plain; charset=gb2312"):
        reading = read(Page(url="http://www.qingshi.test/1.html", body=body, content_type=kind))
        check(reading)
        assert reading.error is None


@FEW
@given(st.text(max_size=300))
def test_any_text_keeps_every_promise(text: str) -> None:
    body = f"<h1>{text[:40]}</h1><p>{text}</p>".encode("utf-8", "replace")
    check(read(Page(url="http://www.qingshi.test/1.html", body=body, content_type="text/html")))
