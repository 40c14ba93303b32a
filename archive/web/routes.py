"""Which page answers which address."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from archive.coverage_table import LOOKS
from archive.errors import ConfigurationError, FazhiError, NotFound
from archive.failures import failure
from archive.opening import open_archive
from archive.web import coverage_page, lists, overview, report_page
from archive.web.elements import link, tag
from archive.web.site import Question, Reply, framed

Page = Callable[[Question], Reply]

_PAGES: dict[str, Page] = {
    "/": overview.overview,
    "/coverage": coverage_page.coverage,
    "/reports": lists.reports,
    "/search": lists.hits,
    "/changes": lists.changes,
    "/harvests": lists.harvests,
    "/ledger": lists.ledger,
}
_ABOUT_ONE: dict[str, Page] = {
    "cell": coverage_page.cell,
    "report": report_page.report,
    "text": report_page.text,
    "raw": report_page.raw,
    "diff": report_page.difference,
}
_STYLE = Path(__file__).with_name("style.css")


def answer(folder: Path, target: str) -> Reply:
    """The reply to a GET for `target` (path and query) over the archive in `folder`. Raises no FazhiError."""
    parts = urlsplit(target)
    if parts.path == "/style.css":
        return Reply(body=style(), media_type="text/css; charset=utf-8")
    page, name = _page(unquote(parts.path, errors="replace"))
    try:
        if page is None:
            raise NotFound(f"{parts.path}: no such page")
        db = open_archive(folder)
        try:
            query = dict(parse_qsl(parts.query, errors="replace"))
            return page(Question(db=db, warc=folder / "warc", name=name, query=query))
        finally:
            db.close()
    except FazhiError as error:
        return _refusal(error)
    except (OSError, sqlite3.DatabaseError) as error:
        return _refusal(failure(error))


def _page(path: str) -> tuple[Page | None, str]:
    kind, _, name = path.removeprefix("/").partition("/")
    if name and "/" not in name:
        return _ABOUT_ONE.get(kind), name
    return _PAGES.get(path), ""


def _refusal(error: FazhiError) -> Reply:
    status = {NotFound: 404, ConfigurationError: 400}.get(type(error), 500)
    return framed("Not shown", tag("p", str(error)), tag("p", link("/", "Overview")), status=status)


def style() -> bytes:
    """The style sheet, the states' colours of the coverage table added."""
    rules = [f".cell.{state} {{ background: {look.fill}; }}" for state, look in LOOKS.items()]
    return (_STYLE.read_text("utf-8") + "\n".join(rules) + "\n").encode()
