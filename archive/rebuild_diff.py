"""What another reading of the same captures changed: reports, facts, texts, coverage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlite_utils import Database

_FACTS = (
    "region", "level", "issuing_body", "report_year", "title", "document_number", "index_number",
    "published_date", "signed_date", "generated_date", "versions", "places", "text_sha256",
)  # fmt: skip

Row = dict[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """One value that differs; None: there was, or is, no such thing."""

    what: str
    """A report's or cell's key."""
    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Snapshot:
    """A catalog's facts, as far as two catalogs are compared."""

    rows: dict[str, Row]


def snapshot(db: Database) -> Snapshot:
    """The facts of every report and the state of every cell."""
    rows: dict[str, Row] = {}
    for row in db.query("SELECT * FROM corpus ORDER BY report_id"):
        rows[row["report_id"]] = {name: str(row[name]) for name in _FACTS if row[name] is not None}
    for row in db.query(
        "SELECT portal, report_year, state FROM coverage ORDER BY portal, report_year"
    ):
        rows[f"coverage {row['portal']} {row['report_year']}"] = {"state": row["state"]}
    for row in db.query("SELECT url, reason FROM rejections ORDER BY url, capture_id"):
        rows[f"rejection {row['url']}"] = {"reason": row["reason"]}
    return Snapshot(rows=rows)


def differences(before: Snapshot, after: Snapshot) -> Iterator[Difference]:
    """Every difference, by key and field; a thing that came or went is told in one line."""
    for key in sorted(before.rows.keys() | after.rows.keys()):
        old, new = before.rows.get(key), after.rows.get(key)
        if old is None or new is None:
            told = new if old is None else old
            words = (told or {}).get("title") or next(iter((told or {}).values()), "")
            yield Difference(
                what=key,
                field="",
                before=None if old is None else words,
                after=None if new is None else words,
            )
            continue
        for field in sorted(old.keys() | new.keys()):
            if old.get(field) != new.get(field):
                yield Difference(what=key, field=field, before=old.get(field), after=new.get(field))
