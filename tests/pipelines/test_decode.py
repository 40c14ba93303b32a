"""Decoding: declarations lie, bytes do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.decode import MAX_BYTES, Decoded, decode

TEXT = "青石县二零二二年法治政府建设年度报告，一、主要举措和成效。"


def page(charset: str | None) -> str:
    meta = (
        f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'
        if charset
        else ""
    )
    return f"<html><head>{meta}<title>{TEXT}</title></head></html>"


@pytest.mark.parametrize(
    ("written", "header", "meta", "encoding", "rule"),
    [
        pytest.param("utf-8", "utf-8", "utf-8", "utf-8", "header+meta", id="all agree"),
        pytest.param("gbk", "utf-8", "gb2312", "gb18030", "meta", id="header lies over GBK"),
        pytest.param(
            "utf-8", "gbk", "gb2312", "utf-8", "utf-8", id="header and meta lie over UTF-8"
        ),
        pytest.param("utf-8", "gbk", "utf-8", "utf-8", "meta", id="header lies over UTF-8"),
        pytest.param(
            "gbk", "gb2312", None, "gb18030", "header", id="gb2312 is read as its superset"
        ),
        pytest.param("gbk", None, None, "gb18030", "gb18030", id="GBK without a word"),
        pytest.param(
            "gbk", "iso-8859-1", None, "gb18030", "gb18030", id="a server's default is no claim"
        ),
        pytest.param(
            "gbk", "x-unheard-of", "hex", "gb18030", "gb18030", id="unknown and binary codecs"
        ),
        pytest.param("utf-8-sig", "gbk", "gbk", "utf-8", "bom", id="a BOM beats all"),
        pytest.param("utf-16", None, None, "utf-16-le", "bom", id="UTF-16 with BOM"),
        pytest.param("utf-16-le", None, None, "utf-16-le", "utf-16", id="UTF-16 without BOM"),
        pytest.param("utf-16-be", None, None, "utf-16-be", "utf-16", id="UTF-16BE without BOM"),
        pytest.param("big5", "big5", None, "big5", "header", id="another strict declaration"),
    ],
)
def test_the_bytes_decide_between_declarations(
    written: str, header: str | None, meta: str | None, encoding: str, rule: str
) -> None:
    source = page(meta) if written != "big5" else "<p>法治政府建設年度報告，主要舉措和成效。</p>"
    content_type = f"text/html; charset={header}" if header else None
    decoded = decode(source.encode(written), content_type)
    assert decoded.text == source
    assert (decoded.encoding, decoded.rule, decoded.replaced) == (encoding, rule, 0)


def test_characters_beyond_gbk_survive_under_a_gb2312_declaration() -> None:
    text = "二〇二二年，𠮷家镇、㙍洲、€"
    assert decode(text.encode("gb18030"), "text/html; charset=gb2312").text == text


def test_one_lost_byte_is_flagged_and_does_not_turn_the_page_into_nonsense() -> None:
    body = (TEXT * 40).encode()
    broken = body[:601] + body[602:]
    decoded = decode(broken, "text/html; charset=utf-8")
    assert decoded.encoding == "utf-8"
    assert decoded.rule.startswith("lossy:")
    assert 0 < decoded.replaced <= 3
    assert TEXT in decoded.text


def test_replacement_characters_of_the_page_itself_are_counted() -> None:
    decoded = decode("镇�政府".encode())
    assert (decoded.replaced, decoded.rule) == (1, "utf-8")


def test_what_lxml_refuses_is_gone() -> None:
    decoded = decode('<?xml version="1.0" encoding="gb2312"?>\n<p>甲\x00乙\x0b丙\x1f</p>'.encode())
    assert decoded.text == "\n<p>甲乙丙</p>"


def test_of_a_monstrous_page_the_start_is_read() -> None:
    decoded = decode("报告。".encode() * (MAX_BYTES // 4))
    assert decoded.truncated
    assert decoded.replaced == 0
    assert len(decoded.text.encode()) <= MAX_BYTES


def test_pictures_inside_the_markup_do_not_use_up_the_page() -> None:
    picture = b"data:image/png;base64," + b"QUJD" * (MAX_BYTES // 3)
    decoded = decode(b'<img src="' + picture + b'"><p>' + TEXT.encode() + b"</p>")
    assert TEXT in decoded.text
    assert not decoded.truncated


@given(body=st.binary(max_size=400), content_type=st.none() | st.text(max_size=40))
def test_any_bytes_decode_and_no_lost_byte_goes_unflagged(
    body: bytes, content_type: str | None
) -> None:
    decoded = decode(body, content_type)
    assert isinstance(decoded, Decoded)
    assert decoded.replaced == decoded.text.count("�")
    assert "\x00" not in decoded.text
    decoded.text.encode()


@given(
    text=st.text(
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=30, max_size=80
    )
)
def test_chinese_text_comes_back_from_utf_8_whatever_is_declared(text: str) -> None:
    assert decode(text.encode(), "text/html; charset=gb2312").text == text
