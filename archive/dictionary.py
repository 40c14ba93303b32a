"""The data dictionary, written from the catalog's own schema: `python -m archive.dictionary`.

A column's meaning is the comment beside it in archive/migrations.py. A column without one means
what the column of that name means elsewhere, or what FACTS says of a field of the report.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from archive.migrations import SCHEMA_VERSION, open_catalog

HEAD = """# Data dictionary

Written by `python -m archive.dictionary` from the schema (version {version}); do not edit.

All codes are TEXT, all dates ISO (`YYYY-MM-DD`), all times UTC ISO with `Z`. NULL means: the
document does not say, or not without doubt. Export in CSV, JSON Lines and Parquet has the columns
of the view `corpus`.
"""

# What one row of a table or view stands for, in the order in which a reader wants them.
ROWS = {
    "corpus": "One report: its facts, the text of its current version, and where that was read.",
    "corpus_versions": "One version of a report at one place.",
    "coverage": "What is known of one portal's report for one year, with the proof.",
    "reports": "One issuing body's report for one year.",
    "report_aliases": "An identity that a report had before.",
    "versions": "One distinct text of a report.",
    "places": "One address where a report's text, or the link to it, was met.",
    "evidence": "Why a field has its value: the rule, the words, and where they stand.",
    "sections": "One part of a version's text under its heading.",
    "rejections": "A page that was read and refused, with the reason.",
    "changes": "What a harvest found to be different.",
    "portals": "One row of the registry.",
    "harvests": "One run of `scrapy crawl portals`.",
    "requests": "The ledger: one request that a harvest meant to make, and how it ended.",
    "captures": "One answer of a server, and the WARC record that holds it.",
    "list_entries": "One row of a list page.",
    "walks": "One walk through a column, and whether it saw all of it.",
    "columns": "A report column that discovery found.",
    "readings": "All that was read off one capture.",
    "warc_files": "How far each WARC file is committed.",
    "owner": "The process that holds the archive.",
}

# Fields of the report, as the contract defines them.
FACTS = {
    "title": "the document's title as published, white space collapsed",
    "inner_title": "the enclosed report's title, where the page is a covering letter",
    "issuing_body": "发文机关, as the document shows it, in the customary full name",
    "report_year": "the year reported on: from the title, else the first sentences",
    "document_number": "发文字号, brackets normalised to 〔〕",
    "index_number": "索引号",
    "signed_date": "成文日期",
    "generated_date": "生成日期",
    "published_date": "发布日期, as the place shows it",
    "addressee": "主送机关",
    "cc": "抄送",
    "printed_by": "印发机关",
    "printed_date": "印发日期",
    "responsible_department": "责任部门",
    "disclosure_form": "公开形式",
    "first_seen": "UTC, when a harvest first met it",
    "last_seen": "UTC, when a harvest last met it",
    "version_first_seen": "UTC, when a harvest first met this text",
    "version_last_seen": "UTC, when a harvest last met this text",
    "url": "address",
    "versions": "number of distinct texts",
    "places": "number of addresses",
    "province": "full name of the province, region or municipality",
    "city": "full name of the prefecture; NULL where the county is directly administered",
    "county": "full name of the county, district or county-level city",
    "evidence_id": "digest of version, place, field, value and rule",
    "field": "the field that the value is for",
    "value": "the value read",
    "number": "the heading's number as printed",
    "heading": "the heading's words",
    "ocr_confidence": "mean confidence of the characters read by OCR, 0 to 1; NULL: not by OCR",
    "change_id": "digest of what changed",
    "score": "how surely the column holds reports",
    "is_report": "1: accepted as a report",
    "id": "always 1: there is one owner",
    "pid": "process id",
}

# Whose comment explains a view's column, or one that has none of its own.
ASKED_FIRST = ("reports", "versions", "places", "captures")


COLUMN = re.compile(r'\s*"?([a-z]\w*)"?\s+[A-Z]')


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A column as the dictionary shows it."""

    name: str
    type: str
    meaning: str


def dictionary(db: Database) -> str:
    """Return the dictionary of a catalog as Markdown."""
    told = dict(_told(db))
    everywhere = _everywhere(told)
    parts = [HEAD.format(version=SCHEMA_VERSION)]
    for table in _in_order(db):
        rows = "\n".join(
            f"| `{column.name}` | {column.type} | {column.meaning} |"
            for column in _columns(db, table, told, everywhere)
        )
        kind = "view" if table in db.view_names() else "table"
        parts.append(
            f"## {table}\n\n*{kind}.* {ROWS.get(table, '')}\n\n"
            f"| column | type | meaning |\n|---|---|---|\n{rows}\n"
        )
    return "\n".join(parts)


def _everywhere(told: dict[tuple[str, str], str]) -> dict[str, str]:
    """Return the meaning of each column name where its own table says nothing of it."""
    meanings: dict[str, str] = {}
    first = [key for table in ASKED_FIRST for key in told if key[0] == table]
    for key in [*first, *told]:
        if told[key]:
            meanings.setdefault(key[1], told[key])
    return {**meanings, **FACTS}


def _in_order(db: Database) -> list[str]:
    """Tables and views by the order of ROWS; those it does not know, and nobody's, last or left out."""
    present = {*db.table_names(), *db.view_names()}
    own = [name for name in ROWS if name in present]
    others = sorted(name for name in present - set(own) if not _is_inner(name))
    return own + others


def _is_inner(table: str) -> bool:
    """Tell sqlite's, sqlite-utils's and the search index's own tables."""
    return table.startswith(("sqlite_", "_", "search")) or "_fts" in table


def _columns(
    db: Database, table: str, told: dict[tuple[str, str], str], everywhere: dict[str, str]
) -> Iterator[Column]:
    for row in db.query("SELECT name, type FROM pragma_table_info(?)", [table]):
        name = row["name"]
        meaning = told.get((table, name)) or everywhere.get(name, "")
        shown = meaning.replace("|", "\\|").replace("<", "&lt;")
        yield Column(name=name, type=row["type"] or "", meaning=shown)


def _told(db: Database) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield ((table, column), comment) for each line of the statements that made the tables."""
    for row in db.query("SELECT name, sql FROM sqlite_master WHERE type = 'table'"):
        for line in (row["sql"] or "").splitlines()[1:]:
            columns, _, comment = line.partition("--")
            # Commas inside parentheses belong to a constraint, not between columns.
            parts = re.sub(r"\([^)]*\)", "", columns).split(",")
            names = [found[1] for part in parts if (found := COLUMN.match(part))]
            for name in names:
                # A comment shared by several columns is vaguer than what FACTS says of each.
                shared = len(names) > 1 and name in FACTS
                yield (row["name"], name), FACTS[name] if shared else comment.strip()


def main() -> int:
    """Print the dictionary of an empty catalog."""
    with tempfile.TemporaryDirectory() as folder:
        db = open_catalog(Path(folder) / "corpus.db", create=True)
        sys.stdout.write(dictionary(db))
        db.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
