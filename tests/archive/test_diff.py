"""A comparison gives both texts again, and marks what a person would mark."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.diff import Kind, Paragraph, compare, html_page, terminal_lines

TEXTS = st.lists(st.text("甲乙丙12a。<&\x1b", max_size=8), max_size=8).map("\n".join)


def side(paragraphs: list[Paragraph], other: Kind) -> str:
    """One of the texts: the paragraphs that the other alone has left out."""
    lines = []
    for paragraph in paragraphs:
        pieces = [piece for piece in paragraph.pieces if piece.kind != other]
        if pieces or not paragraph.pieces:
            lines.append("".join(piece.text for piece in pieces))
    return "\n".join(lines)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_off_the_comparison(before: str, after: str) -> None:
    paragraphs = compare(before, after)
    assert side(paragraphs, "added") == before
    assert side(paragraphs, "removed") == after


@given(TEXTS)
def test_equal_texts_differ_nowhere(text: str) -> None:
    assert not any(paragraph.changed for paragraph in compare(text, text))


def test_a_number_is_one_word() -> None:
    (paragraph,) = compare("办理案件1,203件，增长3.5%。", "办理案件1,303件，增长4.5%。")
    marks = [(piece.kind, piece.text) for piece in paragraph.pieces if piece.kind != "same"]
    assert marks == [("removed", "203"), ("added", "303"), ("removed", "3.5%"), ("added", "4.5%")]


def test_a_new_paragraph_is_not_an_edit_of_its_neighbour() -> None:
    paragraphs = compare(
        "一、情况\n全年办理案件三十件。", "一、情况\n另设机构。\n全年办理案件四十件。"
    )
    assert [len(paragraph.pieces) > 1 for paragraph in paragraphs] == [False, False, True]


def test_nothing_of_a_document_reaches_terminal_or_page_as_code() -> None:
    paragraphs = compare("正文", "正文\x1b[2J<script>")
    assert "\x1b" not in "".join(terminal_lines(paragraphs, colour=False))
    page = html_page(paragraphs, title="<script>", before="a", after="b")
    assert "<script>" not in page
