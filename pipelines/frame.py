"""The frame of an official document inside its text: addressee, signature, 抄送 and 印发 lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.imprint import cc_of, imprint_of
from pipelines.signature import Signature, signature_of
from pipelines.text_lines import Line, Spot, lines_of

_ADDRESSEE = re.compile(r"^\s*(?P<value>[\u4e00-\u9fff、，,（）()·\s]{2,80}?)\s*[:：]\s*$")

_ORGANS_ADDRESSED = re.compile(
    r"政府|委|局|厅|办|人大|部门|单位|机构|司法部|国务院|中央|公署|办事处|直属"
)

_NO_ADDRESSEE = re.compile(
    r"如下|以下|主任|委员们|各位|同志|代表们|附件|抄送|来源|日期|下列|方面|包括|分别"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """What stands round the text of a document by GB/T 9704-2012."""

    addressee: Spot | None = None
    signature: Signature | None = None
    cc: Spot | None = None
    printed_by: Spot | None = None
    printed_date: Spot | None = None


def read_frame(text: str) -> Frame:
    """The frame of a text; every part None where the text does not show it."""
    lines = lines_of(text)
    tail = lines[-8:]
    cc = next((spot for line in reversed(tail) if (spot := cc_of(line))), None)
    printed = next(
        (p for line in reversed(tail[-4:]) if (p := imprint_of(line, after_cc=cc is not None))),
        None,
    )
    return Frame(
        addressee=_addressee(lines),
        signature=signature_of(lines),
        cc=cc,
        printed_by=printed[0] if printed else None,
        printed_date=printed[1] if printed else None,
    )


def _addressee(lines: Sequence[Line]) -> Spot | None:
    for line in lines[:12]:
        match = _ADDRESSEE.match(line.words)
        if not match or _NO_ADDRESSEE.search(line.words):
            continue
        value = match.group("value").strip()
        if _ORGANS_ADDRESSED.search(value):
            start = line.start + line.words.index(value)
            return Spot(value=value, start=start, end=start + len(value))
    return None
