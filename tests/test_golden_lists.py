"""Golden list pages: of every family one as its portals might write it, read by the very code of a walk."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from archive.records import Answer, Ask, ListPage
from spiders.column_page import read_page
from spiders.families.family import At
from spiders.families.names import FAMILY_IDS

FOLDER = Path(__file__).parent / "golden_lists"
CASES = sorted(case.name for case in FOLDER.iterdir() if case.is_dir())
MEDIA = {".html": "text/html", ".xml": "text/xml", ".json": "application/json"}


def expected(case: str) -> dict[str, Any]:
    """What stands on the page, as its author knows it."""
    held: dict[str, Any] = json.loads((FOLDER / case / "expected.json").read_text("utf-8"))
    return held


def read(case: str) -> tuple[str, ListPage]:
    """The family that the page was told by, and what it says."""
    says = expected(case)
    (file,) = (FOLDER / case).glob("page.*")
    answer = Answer(
        url=says["url"],
        status=200,
        text=file.read_text("utf-8"),
        media_type=MEDIA[file.suffix],
    )
    ask = Ask(url=says["url"], method=says.get("method", "GET"), body=says.get("body", "").encode())
    column = says.get("column", says["url"])
    at = At(ask=ask, column=column, page=says.get("page", 1), held=says.get("held", 0))
    hint = says["family"] if "column" in says else None
    family, page = read_page(hint, answer, at, settled="column" in says)
    return family.name, page


def test_every_family_has_its_golden_list_page() -> None:
    assert {expected(case)["family"] for case in CASES} >= set(FAMILY_IDS)


@pytest.mark.parametrize("case", CASES)
def test_the_page_is_told_and_read_whole(case: str) -> None:
    says = expected(case)
    family, page = read(case)
    assert family == says["family"]
    rows = [[row.url, row.title, row.listed_date] for row in page.entries]
    assert rows == says["entries"]
    assert not any(row.truncated for row in page.entries)
    assert [row.document_number for row in page.entries] == says.get("numbers", [None] * len(rows))


@pytest.mark.parametrize("case", CASES)
def test_its_pager_is_believed_for_what_it_says(case: str) -> None:
    says = expected(case)
    _, page = read(case)
    assert (page.total, page.pages) == (says["total"], says["pages"])


@pytest.mark.parametrize("case", CASES)
def test_its_next_page_is_asked_for(case: str) -> None:
    says = expected(case)["next"]
    following = read(case)[1].next
    if says is None or following is None:
        assert following == says
        return
    assert (following.url, following.method, following.body.decode()) == (
        says["url"],
        says.get("method", "GET"),
        says.get("body", ""),
    )
