"""Claims about variants: the opening shows to whom a text speaks."""

from __future__ import annotations

import pytest

from pipelines.variants import variant

OPENING = "2023年，我县扎实推进法治政府建设。"


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        ((), "text"),
        (("主任、各位副主任、各位委员：",), "congress"),
        (("尊敬的主任，各位副主任：",), "congress"),
        (("县人大常委会：", "主任、各位副主任："), "congress"),
        (("青石县人民代表大会常务委员会：",), "congress"),
        (("各位代表：",), "congress"),
        (("市委、市政府：",), "committee"),
        (("中共临溪市委：",), "committee"),
        (("县委全面依法治县委员会：",), "committee"),
        (("临溪市人民政府：",), "superior"),
        (("省政府：",), "superior"),
        (("市委常委会听取了汇报。",), "text"),
        (("一、县政府主要工作",), "text"),
    ],
)
def test_the_opening_tells_the_reader(lines: tuple[str, ...], kind: str) -> None:
    text = "\n".join(["青政〔2024〕1号", "青石县2023年法治政府建设情况报告", *lines, OPENING])
    assert variant(text, None) == kind


def test_an_addressee_that_stands_beside_the_text_counts() -> None:
    assert variant(OPENING, "临溪市人民政府") == "superior"
    assert variant(OPENING, "社会公众") == "text"


def test_an_address_deep_in_the_text_does_not_count() -> None:
    assert variant("\n".join([OPENING] * 9 + ["各位代表："]), None) == "text"
