"""The tables that readers get: their columns, types and order, the same in every format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from archive.selection import Selection

INTEGERS = frozenset({
    "report_year", "characters", "version", "versions", "places", "warc_offset", "canonical",
    "attempts", "http_status", "sequence",
})  # fmt: skip
"""Every other column is text: region codes keep their zeros."""

Cell = str | int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """A table as it is exported: what is selected, in an order that does not depend on history."""

    columns: tuple[str, ...]
    sql: str
    """Selects the columns in their order; takes the parameters of a Selection."""

    def rows(self, db: Database, selection: Selection) -> Iterator[tuple[Cell, ...]]:
        """The selected rows."""
        yield from db.execute(self.sql, selection.parameters())


SELECTED = (
    " WHERE (:region IS NULL OR region LIKE :region || '%')"
    " AND (:level IS NULL OR level = :level)"
    " AND (:first_year IS NULL OR report_year >= :first_year)"
    " AND (:last_year IS NULL OR report_year <= :last_year)"
)
"""The condition that a Selection's parameters fill in."""

_CORPUS = (
    "report_id", "region", "region_name", "region_now", "province", "city", "county", "level",
    "issuing_body", "report_year", "title", "document_number", "index_number", "published_date",
    "signed_date", "generated_date", "text", "text_sha256", "characters", "version", "versions",
    "places", "portal", "url", "provenance", "media_type", "first_seen", "last_seen", "captured_at",
    "warc_file", "warc_offset",
)  # fmt: skip
_VERSIONS = (
    "report_id", "region", "level", "issuing_body", "report_year", "version_id", "version", "title",
    "document_number", "signed_date", "text", "text_sha256", "characters", "variant",
    "version_first_seen", "version_last_seen", "place_id", "portal", "url", "canonical",
    "provenance", "reason", "published_date", "first_seen", "last_seen", "gone_since",
)  # fmt: skip
_COVERAGE = (
    "portal", "name", "region", "report_year", "state", "report_id", "published_date", "evidence",
    "reason", "harvest_id",
)  # fmt: skip
_REQUESTS = (
    "request_id", "harvest_id", "portal", "method", "url", "body_sha256", "kind", "via", "attempts",
    "outcome", "http_status", "started_at", "ended_at", "capture_id", "sequence", "detail",
)  # fmt: skip


def _select(columns: tuple[str, ...], source: str) -> str:
    return f"SELECT {', '.join(columns)} FROM {source}"  # noqa: S608 (both from the tables above)


# A cell's level is its report's, else that of the row's name and code (GB/T 2260: two digits each).
_CELLS = (
    "(SELECT c.*, p.name, p.region, COALESCE(r.level, CASE WHEN p.name NOT LIKE '%政府' THEN "
    "'department' WHEN p.region LIKE '%0000' THEN 'province' WHEN p.region LIKE '%00' THEN "
    "'prefecture' ELSE 'county' END) AS level FROM coverage c "
    "JOIN portals p USING (portal) LEFT JOIN reports r ON r.report_id = c.report_id)"
)
# The ledger has neither year nor level; a region selects by the portal's.
_ENDED = (
    "(SELECT q.*, p.region FROM requests q LEFT JOIN portals p USING (portal)) "
    "WHERE outcome IS NOT NULL AND (:region IS NULL OR region LIKE :region || '%')"
)

TABLES: dict[str, Table] = {
    name: Table(columns=columns, sql=_select(columns, source) + " ORDER BY " + order)
    for name, columns, source, order in (
        ("corpus", _CORPUS, "corpus" + SELECTED, "report_id"),
        ("versions", _VERSIONS, "corpus_versions" + SELECTED, "report_id, version, place_id"),
        ("coverage", _COVERAGE, _CELLS + SELECTED, "region, portal, report_year"),
        ("requests", _REQUESTS, _ENDED, "harvest_id, sequence, request_id"),
    )
}
