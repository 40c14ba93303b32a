"""Gives an outcome to requests that were under way when their catalog was lost: a rebuild knows them by their capture."""

from __future__ import annotations

from archive.events import RequestEnded
from archive.store import Archive

DETAIL = "interrupted: the catalog was lost while this was under way"

# A harvest whose catalog was made anew is never resumed: what else waited in its frontier is not known.
_WAITING = (
    "SELECT q.request_id, q.harvest_id, q.portal, q.method, q.url, q.body_sha256, q.kind, q.via, "
    "q.sequence, MIN(c.captured_at) FROM requests q JOIN captures c ON c.request_id = q.request_id "
    "WHERE q.outcome IS NULL AND EXISTS "
    "(SELECT 1 FROM warc_files w WHERE w.harvest_id = q.harvest_id AND w.rebuilt) "
    "GROUP BY q.request_id ORDER BY q.harvest_id, q.sequence, q.request_id"
)


def close(archive: Archive) -> None:
    """Write down that these were interrupted; whoever finds their pages in a list asks again."""
    for row in archive.db.execute(_WAITING).fetchall():
        request, harvest, portal, method, url, body, kind, via, planned, started = row
        now = archive.moment()
        archive.record(
            RequestEnded(
                at=now, sequence=archive.next_sequence(), request_id=request, harvest_id=harvest,
                portal=portal, method=method, url=url, body_sha256=body, kind=kind, via=via,
                planned=planned, attempts=1, outcome="interrupted", http_status=None,
                started_at=started, ended_at=now, capture_id=None, detail=DETAIL,
            )
        )  # fmt: skip
    archive.commit()
