"""What a harvest amounts to: read from the ledger, never from what the crawl believes of itself."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field

from sqlite_utils import Database

from archive import ledger
from archive.events import Status

EXIT_CODE: dict[Status, int] = {
    "complete": 0, "warnings": 10, "incomplete": 11, "degraded": 12, "no_space": 13, "interrupted": 130,
}  # fmt: skip
SHRUNK = 0.8
"""A column with less than this share of its former rows has lost some, or we no longer see them."""
SEEN_WHOLE = frozenset({"end", "no_next"})
"""Ends with which a quick walk, too, has met every row."""


@dataclass(slots=True)
class Verdict:
    """Status, and the reasons behind it, portal by portal."""

    status: Status = "complete"
    degraded: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    incomplete: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    warnings: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    outcomes: dict[str, int] = field(default_factory=dict)
    without_outcome: int = 0
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def exit_code(self) -> int:
        """The exit code that goes with the status."""
        return EXIT_CODE[self.status]

    def to_json(self) -> str:
        """For the ledger and runs/<id>/verdict.json."""
        return json.dumps(
            {
                "status": self.status,
                "exit_code": self.exit_code,
                "degraded": self.degraded,
                "incomplete": self.incomplete,
                "warnings": self.warnings,
                "outcomes": self.outcomes,
                "without_outcome": self.without_outcome,
                "counts": self.counts,
            },
            ensure_ascii=False,
            sort_keys=True,
        )


def judge(db: Database, harvest_id: str) -> Verdict:
    """The verdict on a harvest whose frontier is worked off."""
    verdict = Verdict()
    for row in db.query(
        "SELECT COALESCE(outcome, '') AS outcome, COUNT(*) AS n FROM requests "
        "WHERE harvest_id = ? GROUP BY 1 ORDER BY 1",
        [harvest_id],
    ):
        verdict.outcomes[row["outcome"] or "none"] = row["n"]
    verdict.without_outcome = verdict.outcomes.get("none", 0)
    _portals(db, harvest_id, verdict)
    _articles(db, harvest_id, verdict)
    _expectations(db, harvest_id, verdict)
    if verdict.degraded:
        verdict.status = "degraded"
    elif verdict.incomplete or verdict.without_outcome:
        verdict.status = "incomplete"
    elif verdict.warnings:
        verdict.status = "warnings"
    return verdict


WALKED = "SELECT DISTINCT portal FROM walks WHERE harvest_id = ? AND (complete = 1 OR stop_reason = 'all_known')"
FOUND_AGAIN = (
    "SELECT DISTINCT w.portal FROM walks w JOIN columns c ON c.portal = w.portal "
    "AND c.column_url = w.column_url WHERE w.harvest_id = ? AND w.rows > 0 "
    "AND (w.complete = 1 OR w.stop_reason = 'all_known')"
)
WITHOUT_BROWSER = (
    "SELECT DISTINCT portal FROM requests WHERE harvest_id = ? AND outcome = 'browser_missing'"
)

GONE_BEFORE = "SELECT p.url FROM places p JOIN harvests h ON p.gone_since < h.started_at WHERE h.harvest_id = ?"


def _portals(db: Database, harvest_id: str, verdict: Verdict) -> None:
    """Portals whose columns could not be reached or walked to their end."""
    asked = "SELECT portals FROM harvests WHERE harvest_id = ?"
    names = json.loads(db.execute(asked, [harvest_id]).fetchone()[0])
    walked, found_again = _names(db, WALKED, harvest_id), _names(db, FOUND_AGAIN, harvest_id)
    failed = _failures(db, harvest_id)
    for name in names:
        open_walks = _open_walks(db, harvest_id, name)
        unfinished = [f"column {url}: walk ended with {stop}" for url, stop, _ in open_walks]
        if open_walks and name in found_again and not any(rows for _, _, rows in open_walks):
            verdict.warnings[name] += [f"{line}; found again elsewhere" for line in unfinished]
        elif failed[name] and (unfinished or name not in walked):
            verdict.incomplete[name] += failed[name][:5]
        elif unfinished:
            verdict.incomplete[name] += unfinished[:5]
    for name in sorted(_names(db, WITHOUT_BROWSER, harvest_id)):
        reason = "pages need a browser, and none was found (browser_missing)"
        verdict.incomplete[name].append(reason)


def _names(db: Database, question: str, harvest_id: str) -> set[str]:
    return {row[0] for row in db.execute(question, [harvest_id])}


def _failures(db: Database, harvest_id: str) -> dict[str, list[str]]:
    """What failed on the portals' own pages, in words."""
    failed: dict[str, list[str]] = defaultdict(list)
    for row in db.query(
        "SELECT portal, url, kind, outcome FROM requests WHERE harvest_id = ? "
        "AND kind IN ('robots', 'home', 'list', 'data') ORDER BY sequence",
        [harvest_id],
    ):
        if is_failure(row["outcome"], row["kind"]):
            failed[row["portal"]].append(f"{row['kind']} {row['url']}: {row['outcome']}")
    return failed


def _open_walks(db: Database, harvest_id: str, portal: str) -> list[tuple[str, str, int]]:
    """Columns whose walk proves no end: address, why it stopped, rows met."""
    found = db.execute(
        "SELECT column_url, stop_reason, rows FROM walks WHERE harvest_id = ? AND portal = ? "
        "AND complete = 0 AND stop_reason <> 'all_known'",
        [harvest_id, portal],
    )
    return [(row[0], row[1], row[2]) for row in found]


def is_failure(outcome: str | None, kind: str) -> bool:
    """Whether an outcome on a portal's own pages means that the portal was down, or kept us out."""
    if outcome is None:
        return True
    if kind == "robots":
        # An absent robots.txt (404) allows everything.
        return (
            outcome in ledger.TRANSPORT
            or outcome.startswith("http_error:5")
            or outcome == "http_error:429"
        )
    if outcome.startswith("http_error:"):
        return True
    return outcome in ledger.TRANSPORT | ledger.BLOCKED | {
        "soft_404", "parse_failed", "decode_failed", "too_large", "redirect_loop", "browser_crash",
        "private_address", "offsite", "budget_spent",
    }  # fmt: skip


def _articles(db: Database, harvest_id: str, verdict: Verdict) -> None:
    """Articles and attachments that failed on a portal that answers."""
    # What was gone before this harvest began has been told.
    told = _names(db, GONE_BEFORE, harvest_id)
    for row in db.query(
        "SELECT portal, url, kind, outcome FROM requests WHERE harvest_id = ? "
        "AND kind IN ('article', 'attachment') ORDER BY sequence",
        [harvest_id],
    ):
        quiet = {"robots_disallowed", "offsite", "redirected", *ledger.ANSWERED}
        failed = row["outcome"] not in quiet and row["url"] not in told
        if failed and row["portal"] not in verdict.incomplete:
            verdict.warnings[row["portal"]].append(f"{row['kind']} {row['url']}: {row['outcome']}")


def _asked_for_all(db: Database, harvest_id: str) -> frozenset[str]:
    """The portals whose reports a harvest asked for, of every year: of no other one it can tell that some are missing."""
    asked = "SELECT portals, arguments FROM harvests WHERE harvest_id = ?"
    portals, arguments = db.execute(asked, [harvest_id]).fetchone()
    limited = {"years", "spider"} & set(json.loads(arguments))
    return frozenset() if limited else frozenset(json.loads(portals))


def _expectations(db: Database, harvest_id: str, verdict: Verdict) -> None:
    """What the row itself, and the last good harvest, lead us to expect."""
    asked = _asked_for_all(db, harvest_id)
    for row in db.query(
        "SELECT p.portal, p.expect_min, COUNT(DISTINCT l.report_id) AS found FROM portals p "
        "LEFT JOIN places l ON l.portal = p.portal WHERE p.expect_min IS NOT NULL GROUP BY p.portal"
    ):
        if row["portal"] not in asked or row["portal"] in verdict.incomplete:
            continue
        if row["found"] < row["expect_min"]:
            verdict.degraded[row["portal"]].append(
                f"{row['found']} reports known, the registry expects at least {row['expect_min']}: "
                "has the column moved, or its mark-up changed?"
            )
    for row in db.query(
        "SELECT w.portal, w.column_url, w.rows, w.total, w.stop_reason, w.declared_empty, w.mode, "
        "(SELECT b.rows FROM walks b JOIN harvests h ON h.harvest_id = b.harvest_id "
        " WHERE b.portal = w.portal AND b.column_url = w.column_url AND b.complete = 1 "
        " AND b.harvest_id <> w.harvest_id AND b.mode = 'full' ORDER BY h.started_at DESC LIMIT 1) AS before, "
        "(SELECT b.total FROM walks b JOIN harvests h ON h.harvest_id = b.harvest_id "
        " WHERE b.portal = w.portal AND b.column_url = w.column_url AND b.complete = 1 "
        " AND b.harvest_id <> w.harvest_id ORDER BY h.started_at DESC LIMIT 1) AS total_before "
        "FROM walks w WHERE w.harvest_id = ?",
        [harvest_id],
    ):
        cause = _shrunk(row)
        if cause:
            verdict.degraded[row["portal"]].append(f"column {row['column_url']}: {cause}")
            verdict.incomplete.pop(row["portal"], None)


def _shrunk(row: dict[str, object]) -> str | None:
    rows, before = int(str(row["rows"])), row["before"]
    if before and row["stop_reason"] == "other_things":
        return (
            f"none of its {before} rows is there, but others: does another page stand in its place?"
        )
    if before and row["declared_empty"]:
        return f"it says that it is empty ({row['declared_empty']}), {before} rows before"
    if rows == 0 and before and row["stop_reason"] != "error":
        return f"no list rows, {before} before: has its mark-up changed?"
    to_its_end = row["mode"] == "full" or row["stop_reason"] in SEEN_WHOLE
    if before and to_its_end and row["stop_reason"] != "error" and rows < SHRUNK * int(str(before)):
        return (
            f"{rows} rows, {before} before: rows were taken down, or paging is no longer understood"
        )
    total, total_before = row["total"], row["total_before"]
    if total and total_before and int(str(total)) < SHRUNK * int(str(total_before)):
        return f"its pager counts {total} rows, {total_before} before"
    return None
