"""What a portal table's notes say of a host, in the words of a registry comment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

SAID = (
    # pattern of the note, the comment in the registry; %s is the pattern's first group
    (r"headless browser got HTTP(\d+)", "April 2026: %s to a plain client and to a headless browser; people's browsers get in"),
    (r"^no plain GET worked(?!.*HTTP)", "April 2026: no answer to a plain client"),
    (r"only other scheme ok.*: http$", "April 2026: only http answers"),
    (r"only other scheme ok.*: https", "April 2026: only https answers"),
    (r"only mobile UA ok", "April 2026: answers only to a mobile browser's user agent, which we do not feign"),
    (r"district reports are collected on the municipal portal", "the city's portal collects its districts' reports"),
    (r"collects reports of cities too", "this column holds reports of cities too"),
    (r"city reports served by a district host too", "the city's reports stand on a district's host too"),
    (r"mixed (?:notice )?column", "a mixed column: reports among other documents"),
    (r"special.topic", "a special-topic column: reports among news"),
    (r"among announcements", "a mixed column: reports among announcements"),
    (r"issued as (\S+) among policy documents", "one report stands among policy documents as %s"),
    (r"report article seen: (\S+?)(?:;|$)", "a report was seen at %s"),
    (r"list_N\.html paging", "its pages are list_2.html, list_3.html …"),
    (r"sub-column (\S+) is 普法", "its sub-column %s is about legal education"),
)  # fmt: skip

MOVED = {
    # host now → host before, where it is told (field guide §9): old hosts are dead or another county's, so never asked
    "gzwd": "udq", "gzbaiyun": "byq", "guanshanhu": "gsh", "zyhc": None, "gzql": None, "gzwm": None, "hnhx": "huaxian",
    "xinxiangxian": "xinxiang", "fanxian": None, "luyi": None, "sdqixia": None, "laoshan": "qdlaoshan",
}  # fmt: skip

WHOLE_PREFECTURE = {
    "5101": "412", "4310": "412", "3401": "521", "4331": "412", "5108": "412 or 468", "6326": "412", "3410": "412",
    "3708": "412", "4414": "521",
}  # fmt: skip
"""Prefectures where most hosts stand behind one firewall: a neighbour that answered may not answer tomorrow (§1.2)."""

ABOLISHED = {
    "500105": "abolished in 2026: 两江新区 (500157) took over",
    "500112": "abolished in 2026: 两江新区 (500157) took over",
}


def remarks_of(note: str, code: str, home: str) -> Iterator[str]:
    """Yield the comments of a row."""
    said = [(comment, re.search(pattern, note)) for pattern, comment in SAID]
    for comment, found in said:
        if found:
            yield comment % found[1] if "%s" in comment else comment
    host = urlsplit(home).hostname or ""
    label = host.removeprefix("www.").removesuffix(".gov.cn")
    if label in MOVED and code[:2] in ("52", "41", "37"):
        old = (
            f"{MOVED[label]}.gov.cn, which may be another's now" if MOVED[label] else "another host"
        )
        yield f"moved in 2022-24 from {old}"
    if code[:4] in WHOLE_PREFECTURE and "HTTP" not in note:
        yield f"its neighbours in the prefecture answered {WHOLE_PREFECTURE[code[:4]]} in April 2026"
    if code in ABOLISHED:
        yield ABOLISHED[code]


def other_scheme(note: str) -> str | None:
    """Return the scheme that alone answered, if the listed one did not."""
    found = re.search(r"only other scheme ok.*: (https?)", note)
    return found[1] if found else None
