"""Full-text search in Chinese: an index of overlapping pairs of characters, hits checked in the text.

SQLite's trigram tokeniser silently finds nothing for a word of two characters, and word segmentation
loses place names; pairs find every word of two characters and more, and phrases, exactly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from archive.selection import Selection

_RUN = re.compile(r"[^\W_]+")
"""Letters, ideographs and digits in a row: what unicode61 keeps as one token."""
_WIDE = {wide: wide - 0xFEE0 for wide in range(ord("！"), ord("～") + 1)} | {
    ord("\N{LEFT TORTOISE SHELL BRACKET}"): ord("["),
    ord("\N{RIGHT TORTOISE SHELL BRACKET}"): ord("]"),
}
"""Full-width digits, letters and marks count as the plain ones, and so do the brackets of a 文号."""
_OPERATORS = frozenset({"AND", "OR", "NOT", "NEAR"})
_MARKS = frozenset('"*^()')
BATCH = 16 << 20
"""Bytes of new pairs that SQLite gathers before it writes them, as one more part to merge; its default is 1 MiB."""
_AROUND = 40
"""Characters of a snippet before and behind the hit."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """A report whose title or current text holds every word."""

    report_id: str
    issuing_body: str | None
    report_year: int | None
    title: str | None
    hits: int
    """Occurrences of all words."""
    snippet: str
    start: int
    """Where the first word begins in the snippet."""
    end: int


def folded(text: str) -> str:
    """The text with widths and case made equal; as long as it was."""
    plain = text.translate(_WIDE)
    lower = plain.lower()
    return lower if len(lower) == len(plain) else plain


def hint(words: list[str]) -> str | None:
    """What to say where nothing was found for words that look like another search engine's language."""
    parts = [part for word in words for part in word.split()]
    if any(part in _OPERATORS or _MARKS & set(part) for part in parts):
        return "words are searched as they stand: quotes, stars and operators too"
    return None


def pairs(text: str) -> list[str]:
    """Every two neighbouring characters of each run, in order."""
    runs = _RUN.findall(folded(text))
    return [run[place : place + 2] for run in runs for place in range(len(run) - 1)]


def index_versions(db: Database) -> int:
    """Bring the index up to date inside the caller's transaction; gives the number of versions added.

    Where an indexed version is gone or has another text, the index is made anew.
    """
    db.execute(
        "CREATE TABLE IF NOT EXISTS search_versions (number INTEGER PRIMARY KEY, "
        "version_id TEXT NOT NULL UNIQUE, indexed TEXT NOT NULL)"
    )
    stale = db.execute(
        "SELECT COUNT(*) FROM search_versions s LEFT JOIN versions v "
        "ON v.version_id = s.version_id AND v.text_sha256 || COALESCE(v.title, '') = s.indexed "
        "WHERE v.version_id IS NULL"
    ).fetchone()[0]
    if stale:
        db.execute("DROP TABLE search_index")
        db.execute("DELETE FROM search_versions")
    db.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS search_index "
        "USING fts5(pairs, content='', tokenize='unicode61 remove_diacritics 0')"
    )
    missing = db.execute(
        "SELECT v.version_id, v.text_sha256 || COALESCE(v.title, '') "
        "FROM versions v LEFT JOIN search_versions s USING (version_id) "
        "WHERE s.version_id IS NULL ORDER BY v.version_id"
    ).fetchall()
    if missing:
        db.execute("INSERT INTO search_index (search_index, rank) VALUES ('hashsize', ?)", (BATCH,))
    for version_id, indexed in missing:  # texts one by one: all of them would not fit in memory
        text = db.execute(
            "SELECT COALESCE(title, '') || char(10) || text FROM versions WHERE version_id = ?",
            (version_id,),
        ).fetchone()[0]
        number = db.execute(
            "INSERT INTO search_versions (version_id, indexed) VALUES (?, ?)",
            (version_id, indexed),
        ).lastrowid
        db.execute(
            "INSERT INTO search_index (rowid, pairs) VALUES (?, ?)", (number, " ".join(pairs(text)))
        )
    return len(missing)


def is_indexed(db: Database) -> bool:
    """Whether every text is in the index: one that is not read-only asks `index_versions` for it."""
    if not db["search_versions"].exists():
        return False
    stale = db.execute(
        "SELECT EXISTS (SELECT 1 FROM versions v LEFT JOIN search_versions s ON s.version_id = v.version_id "
        "AND s.indexed = v.text_sha256 || COALESCE(v.title, '') WHERE s.version_id IS NULL)"
    ).fetchone()[0]
    return not stale


def search(
    db: Database, words: list[str], selection: Selection, *, indexed: bool = True
) -> list[Hit]:
    """Every report with all the words, most occurrences first.

    Without the index (`indexed=False`, or words of one character only) every text is read.
    """
    wanted = [folded(word) for word in words if word.strip()]
    query = _phrases(wanted) if indexed else ""
    found = []
    for row in _candidates(db, query, selection):
        title, text = str(row["title"] or ""), str(row["text"])
        if hit := _hit(row, title, text, wanted):
            found.append(hit)
    return sorted(found, key=lambda hit: (-hit.hits, hit.report_id))


def _phrases(words: list[str]) -> str:
    """The words as FTS5 phrases of pairs; runs of one character are left to the check."""
    runs = [run for word in words for run in _RUN.findall(word) if len(run) > 1]
    return " AND ".join('"' + " ".join(pairs(run)) + '"' for run in runs)


def _candidates(db: Database, query: str, selection: Selection) -> Iterator[dict[str, object]]:
    values = {**selection.parameters(), "query": query}
    if not query:
        return db.query(_ALL + _SELECTED, values)
    return db.query(_ALL + _INDEXED + _SELECTED, values)


_ALL = (
    "SELECT r.report_id, r.issuing_body, r.report_year, v.title, v.text FROM reports r "
    "JOIN versions v ON v.report_id = r.report_id AND v.version = r.version "
)
_INDEXED = (
    "JOIN search_versions s ON s.version_id = v.version_id "
    "JOIN (SELECT rowid AS number FROM search_index WHERE search_index MATCH :query) m "
    "ON m.number = s.number "
)
_SELECTED = (
    "WHERE (:region IS NULL OR r.region LIKE :region || '%') "
    "AND (:level IS NULL OR r.level = :level) "
    "AND (:first_year IS NULL OR r.report_year >= :first_year) "
    "AND (:last_year IS NULL OR r.report_year <= :last_year)"
)


def _hit(row: dict[str, object], title: str, text: str, wanted: list[str]) -> Hit | None:
    in_title, in_text = folded(title), folded(text)
    counts = [in_title.count(word) + in_text.count(word) for word in wanted]
    if not all(counts):
        return None
    first = next((word for word in wanted if word in in_text), wanted[0])
    source, place = (
        (text, in_text.find(first)) if first in in_text else (title, in_title.find(first))
    )
    begin = max(0, place - _AROUND)
    return Hit(
        report_id=str(row["report_id"]),
        issuing_body=str(row["issuing_body"]) if row["issuing_body"] else None,
        report_year=int(str(row["report_year"])) if row["report_year"] else None,
        title=title or None,
        hits=sum(counts),
        snippet=source[begin : place + len(first) + _AROUND].replace("\n", " "),
        start=place - begin,
        end=place - begin + len(first),
    )
