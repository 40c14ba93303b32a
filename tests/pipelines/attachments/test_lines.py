"""Visual lines become the paragraphs that were typed."""

from pipelines.attachments.lines import Line, glue, paragraphs, without_furniture


def line(
    text: str,
    left: float = 0.0,
    *,
    row: bool = False,
    page: int = 0,
    top: float = 50.0,
    size: float = 10.0,
) -> Line:
    right = left + sum(0.5 if char.isascii() else 1.0 for char in text) * size
    return Line(
        text=text, left=left, right=right, top=top, bottom=top + size, size=size, page=page, row=row
    )


FULL = "一" * 20  # as wide as the column


def test_a_line_that_reaches_the_margin_goes_on_in_the_next() -> None:
    page = [line("甲" * 18, 20), line(FULL), line("完。"), line("乙" * 18, 20), line("丙。")]
    assert paragraphs([page]) == ["甲" * 18 + FULL + "完。", "乙" * 18 + "丙。"]


def test_a_paragraph_runs_over_a_page_end() -> None:
    first = [line("甲" * 18, 20), line(FULL), line(FULL)]
    second = [
        line("乙。", page=1),
        line("丙" * 18, 20, page=1),
        line(FULL, page=1),
        line(FULL, page=1),
    ]
    assert paragraphs([first, second])[0] == "甲" * 18 + FULL * 2 + "乙。"


def test_a_short_line_ends_its_paragraph_though_the_next_is_flush() -> None:
    page = [line("各区人民政府："), line("甲" * 18, 20), line(FULL), line(FULL), line("乙")]
    assert paragraphs([page])[0] == "各区人民政府："


def test_a_heading_number_always_begins_a_paragraph() -> None:
    page = [line(FULL), line("二、存在的问题"), line(FULL), line(FULL)]
    assert "二、存在的问题" in "\n".join(paragraphs([page])).split("\n")[1]


def test_a_number_torn_by_the_margin_is_one_number() -> None:
    page = [line("甲" * 18 + "312", 0), line("6项"), line(FULL), line(FULL)]
    assert paragraphs([page])[0] == "甲" * 18 + "3126项"


def test_table_rows_are_never_joined() -> None:
    page = [
        line(FULL),
        line("指标\t2020年", row=True),
        line("甲\t1", row=True),
        line(FULL),
        line(FULL),
    ]
    assert paragraphs([page])[1:3] == ["指标\t2020年", "甲\t1"]


def test_a_space_stands_between_latin_words_only() -> None:
    assert glue("World", "Bank") == "World Bank"
    assert glue("法治", "政府") == "法治政府"
    assert glue("GDP", "增长") == "GDP增长"


def test_page_numbers_and_running_heads_go_and_figures_stay() -> None:
    def page(number: int) -> list[Line]:
        return [
            line("某区政府工作报告", 5, top=10, page=number),
            line("2021", 5, top=400, page=number),
            line(f"— {number} —", 5, top=960, page=number),
        ]

    kept = without_furniture([page(n) for n in range(3)], [1000.0] * 3)
    assert [[one.text for one in lines] for lines in kept] == [["2021"]] * 3


def test_a_head_on_one_page_only_is_text() -> None:
    pages = [[line("某区政府文件", 5, top=10)], [line("正文", 5, top=400, page=1)]]
    assert without_furniture(pages, [1000.0] * 2) == pages


def test_pages_without_lines_have_no_paragraphs() -> None:
    assert paragraphs([[], []]) == []
