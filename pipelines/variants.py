"""To whom a text speaks: the same work goes to the public, the committee, the congress and the government above."""

from __future__ import annotations

import re
from typing import Literal

Variant = Literal["text", "congress", "committee", "superior"]

OPENINGS: tuple[tuple[re.Pattern[str], Variant], ...] = (
    # domain §1: the congress's version opens with its chair (主任、各位副主任、秘书长、各位委员).
    (re.compile(r"^(尊敬的)?(主任|主任委员)[、，,：:]|各位(副主任|委员|代表)[、，,：:]"), "congress"),
    (re.compile(r"^[^，。：:]{0,14}(人大|人民代表大会)(常委会|常务委员会)?[^，。：:]{0,6}[：:]$"), "congress"),
    (re.compile(r"^(中共)?[^，。]{0,12}(省|市|州|县|区|旗)?委(员会)?[（(]?[^，。：:]{0,6}[)）]?[：:]$"), "committee"),
    (re.compile(r"^[^，。]{0,12}(省|市|州|县|区|旗|自治区)(人民)?政府[：:]$"), "superior"),
)  # fmt: skip
LINES = 8
"""An address stands among the first lines: number, title, addressee."""


def variant(text: str, addressee: str | None) -> Variant:
    """The variant that the text's opening shows; `text` where it speaks to nobody in particular."""
    lines = [line.strip() for line in text.split("\n")[:LINES]]
    if addressee:
        lines.insert(0, addressee.rstrip("：:") + "：")
    for line in lines:
        for pattern, kind in OPENINGS:
            if pattern.search(line):
                return kind
    return "text"
