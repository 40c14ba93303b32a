"""The golden cases as they lie on disk: pages, expectations, and a digest over all of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from archive.records import ListEntry, Page, Reading
from pipelines.reading import read

FOLDER = Path(__file__).parent
FIXTURES = FOLDER.parent / "fixtures" / "attachments"
EXPECTATIONS = ("expected.json", "refused.json")


def names() -> list[str]:
    """Every case: a folder that holds an expectation."""
    return sorted({path.parent.name for name in EXPECTATIONS for path in FOLDER.glob(f"*/{name}")})


@lru_cache
def expected(case: str) -> dict[str, Any]:
    """What is to be read off a case's page; `is_report` tells by which file it stands in."""
    (path,) = (FOLDER / case / name for name in EXPECTATIONS if (FOLDER / case / name).exists())
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return {"is_report": path.name == "expected.json", "reason": None, **found}


def page_file(case: str) -> Path:
    """The file that holds a case's page."""
    fixture = expected(case).get("fixture")
    if fixture:
        return FIXTURES / str(fixture)
    (path,) = (FOLDER / case).glob("page.*")
    return path


@lru_cache
def page(case: str) -> Page:
    """A case's page as the pipelines take it, its list row with it."""
    wanted, file = expected(case), page_file(case)
    entry = ListEntry(**wanted["entry"]) if "entry" in wanted else None
    return Page(
        url=wanted["url"],
        body=file.read_bytes(),
        content_type=wanted["content_type"],
        name=file.name if "fixture" in wanted else None,
        entry=entry,
    )


@lru_cache
def reading(case: str) -> Reading:
    """A case's page read by the very code of the pipelines, once a process."""
    return read(page(case))


def digest() -> str:
    """SHA-256 over every case's name, page and expectation."""
    total = hashlib.sha256()
    for piece in _pieces():
        total.update(hashlib.sha256(piece).digest())
    return total.hexdigest()


def _pieces() -> Iterator[bytes]:
    for case in names():
        yield case.encode()
        yield page_file(case).read_bytes()
        for name in EXPECTATIONS:
            path = FOLDER / case / name
            if path.exists():
                yield path.read_bytes()
