"""What a portal's harvests prove of a report that is not in the archive."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from sqlite_utils import Database

from archive.coverage_failure import (
    MOST_EVIDENCE,
    Asked,
    Finding,
    Harvest,
    article_failure,
    failure,
)
from archive.urls import canonical

_LIST_KINDS = frozenset({"list", "data"})
_REPORT = re.compile("(?:法治政府|依法行政).*(?:报告|情况|总结)")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Walk:
    column_url: str
    complete: bool
    mode: str
    stop_reason: str
    declared_empty: str | None
    ended_by: str


class Searches:
    """Every portal's harvests, newest first, as far as coverage needs them."""

    def __init__(self, db: Database) -> None:
        self._db = db

    @cached_property
    def _harvests(self) -> dict[str, list[Harvest]]:
        """By portal, the harvests that asked it, newest first."""
        rows = self._db.query(
            "SELECT DISTINCT q.portal, h.harvest_id, h.today, h.started_at, h.arguments FROM requests q "
            "JOIN harvests h USING (harvest_id) WHERE q.outcome IS NOT NULL "
            "ORDER BY h.started_at DESC, h.harvest_id DESC"
        )
        found: dict[str, list[Harvest]] = {}
        for row in rows:
            harvest = Harvest(
                harvest_id=row["harvest_id"], today=row["today"], years=_years(row["arguments"])
            )
            found.setdefault(row["portal"], []).append(harvest)
        return found

    @cached_property
    def _walks(self) -> dict[tuple[str, str], list[_Walk]]:
        """By portal and harvest, its walks in the order of their columns."""
        rows = self._db.query("SELECT * FROM walks ORDER BY portal, harvest_id, column_url")
        found: dict[tuple[str, str], list[_Walk]] = {}
        for row in rows:
            walk = _Walk(
                column_url=row["column_url"], complete=bool(row["complete"]), mode=row["mode"],
                stop_reason=row["stop_reason"], declared_empty=row["declared_empty"],
                ended_by=row["ended_by"],
            )  # fmt: skip
            found.setdefault((row["portal"], row["harvest_id"]), []).append(walk)
        return found

    def finding(self, portal: str, year: int, lists: tuple[str, ...]) -> Finding:
        """What the newest harvest that can tell says of a year; only harvests after the year's end can."""
        harvests = [h for h in self._harvests.get(portal, []) if h.today > f"{year}-12-31"]
        undecided: Finding | None = None
        for place, harvest in enumerate(harvests):
            if not harvest.wants(year):  # its walks count for others, its articles were not asked
                undecided = undecided or Finding(
                    state="not_looked", reason=f"on {harvest.today} only reports of other years were asked for"
                )  # fmt: skip
                continue
            finding = self._of_harvest(portal, year, lists, harvests[place:])
            if finding.state != "not_looked":
                return finding
            undecided = undecided or finding
        return undecided or Finding(
            state="not_looked", reason="no harvest since the year ended asked this portal"
        )

    def _of_harvest(
        self, portal: str, year: int, lists: tuple[str, ...], harvests: list[Harvest]
    ) -> Finding:
        harvest = harvests[0]
        key = (portal, harvest.harvest_id)
        failed = self._unanswered.get(key, [])
        if key in self._answering:
            failed = [ask for ask in failed if not ask.allows_all]
        walks = self._walks.get(key, [])
        # A page beyond the last one that answers 404 ends a walk: it is its proof, and no failure.
        ends = {walk.ended_by for walk in walks if walk.complete}
        proofs = self._complete(portal, walks, harvests[1:])
        if (
            proofs is None
            or not _covers(walks, lists)
            or any(ask.kind in _LIST_KINDS and ask.request_id not in ends for ask in failed)
        ):
            return failure(failed, harvest, portal_answered=bool(walks))
        listed = [ask for ask in self._lost_articles.get(key, []) if _names_report(ask.title, year)]
        if listed:
            return article_failure(listed, harvest)
        empty = [walk for walk in walks if walk.declared_empty]
        if empty:
            return Finding(
                state="declared_empty", reason=f"the column says: {empty[0].declared_empty}",
                evidence=tuple(walk.ended_by for walk in empty), harvest_id=harvest.harvest_id,
            )  # fmt: skip
        return Finding(
            state="not_found_searched",
            reason=f"searched on {harvest.today}: {len(walks)} columns walked to the end",
            evidence=proofs[:MOST_EVIDENCE], harvest_id=harvest.harvest_id,
        )  # fmt: skip

    def _complete(
        self, portal: str, walks: list[_Walk], earlier: list[Harvest]
    ) -> tuple[str, ...] | None:
        """The requests that prove each column seen to its end; None where one was not, or none was walked.

        A quick walk that stopped at known rows adds to an earlier walk that saw the rest.
        """
        proofs: list[str] = []
        for walk in walks:
            proofs.append(walk.ended_by)
            if walk.complete:
                continue
            before = self._complete_before(portal, walk.column_url, earlier)
            if before is None or walk.mode != "quick" or "known" not in walk.stop_reason:
                return None
            proofs.append(before)
        return tuple(proofs) or None

    def _complete_before(self, portal: str, column: str, earlier: list[Harvest]) -> str | None:
        for harvest in earlier:
            for walk in self._walks.get((portal, harvest.harvest_id), []):
                if walk.column_url == column and walk.complete:
                    return walk.ended_by
        return None

    @cached_property
    def _unanswered(self) -> dict[tuple[str, str], list[Asked]]:
        """By portal and harvest, the requests on the way to the lists that gave no page, as planned."""
        rows = self._db.query(
            "SELECT portal, harvest_id, request_id, kind, url, outcome FROM requests "
            "WHERE kind NOT IN ('article', 'attachment') AND outcome IS NOT NULL AND outcome NOT IN "
            "('fetched', 'not_modified', 'duplicate_payload', 'redirected', 'already_asked') "
            "ORDER BY sequence, request_id"
        )
        return _grouped(rows)

    @cached_property
    def _answering(self) -> set[tuple[str, str]]:
        """By portal and harvest, where a page answered: a robots.txt that is refused there forbids nothing (RFC 9309)."""
        rows = self._db.execute(
            "SELECT DISTINCT portal, harvest_id FROM requests WHERE kind <> 'robots' "
            "AND outcome IN ('fetched', 'not_modified', 'duplicate_payload')"
        )
        return {(portal, harvest_id) for portal, harvest_id in rows}

    @cached_property
    def _lost_articles(self) -> dict[tuple[str, str], list[Asked]]:
        """By portal and harvest, the pages that a list row led to and that gave nothing, or no article."""
        rows = self._db.query(
            "SELECT DISTINCT e.portal, e.harvest_id, q.request_id, q.kind, q.url, e.title, "
            "CASE WHEN q.outcome IN ('fetched', 'duplicate_payload') THEN r.reason ELSE q.outcome END AS outcome "
            "FROM requests q JOIN list_entries e ON e.url = q.url AND e.harvest_id = q.harvest_id "
            "LEFT JOIN readings r ON r.request_id = q.request_id AND r.is_report = 0 "
            "AND r.reason IN ('list_page', 'no_text', 'too_short', 'attachment_only') "
            "WHERE q.kind IN ('article', 'attachment') AND (r.reason IS NOT NULL OR q.outcome NOT IN "
            "('fetched', 'not_modified', 'duplicate_payload', 'redirected', 'already_asked')) "
            "ORDER BY q.sequence, q.request_id, e.title"
        )
        return _grouped(rows)


def _grouped(rows: Iterable[dict[str, str]]) -> dict[tuple[str, str], list[Asked]]:
    found: dict[tuple[str, str], list[Asked]] = {}
    for row in rows:
        ask = Asked(
            request_id=row["request_id"], kind=row["kind"], url=row["url"], outcome=row["outcome"],
            title=row.get("title", ""),
        )  # fmt: skip
        found.setdefault((row["portal"], row["harvest_id"]), []).append(ask)
    return found


def _years(arguments: str) -> tuple[int, int] | None:
    """The report years that a harvest's `-a years=2019-2024` let it ask for."""
    found = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", str(json.loads(arguments).get("years") or ""))
    return (int(found[1]), int(found[2] or found[1])) if found else None


def _names_report(title: str, year: int) -> bool:
    """Whether a list row's words name a report of the year: plans (要点, 方案) and news are none."""
    return str(year) in _YEAR.findall(title) and bool(_REPORT.search(title))


def _covers(walks: list[_Walk], lists: tuple[str, ...]) -> bool:
    """Whether every column that the registry gives was walked."""
    walked = {canonical(walk.column_url) for walk in walks}
    return all(canonical(column) in walked for column in lists)
