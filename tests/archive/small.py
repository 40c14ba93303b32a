"""A small archive as a harvest leaves it: real WARC, real catalog."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from sqlite_utils import Database

from archive import coverage
from archive.events import HarvestEnded, HarvestStarted, RequestEnded
from archive.migrations import open_catalog
from archive.records import Capture
from archive.store import Archive
from archive.warc_records import payload_digest
from tests.archive.making import AT, exchange, insert, portal, put_report

TEXT = "一、主要情况\n推进行政复议体制改革，办理行政复议案件23件。\n二、存在问题\n<b>执法</b>力度不够。"
EDITED = TEXT.replace("23件", "28件").replace("\n二、存在问题", "\n新增一段。\n二、存在问题")
FORMULA = '=HYPERLINK("http://x")\n@二'
PAGES = {
    "q1": TEXT.encode("gbk"),
    "q2": EDITED.encode(),
    "q3": TEXT.encode("gbk"),
    "q4": FORMULA.encode(),
}
"""By request; the third is sent with the very bytes of the first."""


def make_archive(folder: Path) -> Path:
    """Two reports, one of them in two versions, a revisit, a change, coverage."""
    archive = Archive(folder)
    row = portal(name="甲市乙区人民政府", since=2018)
    archive.begin(
        HarvestStarted(
            at=AT, sequence=1, harvest_id="h1", today="2025-05-01", mode="auto", arguments="{}",
            software="{}", registry=(row,), portals=("a",),
        )
    )  # fmt: skip
    captures = {name: _page(archive, name, body) for name, body in PAGES.items()}
    archive.record(
        HarvestEnded(
            at=archive.moment(), sequence=archive.next_sequence(), harvest_id="h1", status="complete",
            exit_code=0, verdict="{}",
        )
    )  # fmt: skip
    archive.close()
    db = open_catalog(folder / "corpus.db")
    with db.atomic():
        _settle(db, captures)
    db.close()
    return folder


def _page(archive: Archive, name: str, body: bytes) -> Capture:
    url = f"http://www.a.gov.cn/{name}.html"
    sent = exchange(
        capture_id=f"{name}.1", request_id=name, url=url, body=body,
        revisit_of=archive.holder_of(payload_digest(body)),
    )  # fmt: skip
    held = archive.write_exchange(sent)
    archive.record(
        RequestEnded(
            at=archive.moment(), sequence=archive.next_sequence(), request_id=name, harvest_id="h1",
            portal="a", method="GET", url=url, body_sha256=None, kind="article", via=None,
            planned=archive.next_planned(), attempts=1, outcome="fetched", http_status=200,
            started_at=AT, ended_at=AT, capture_id=held.capture_id,
        )
    )  # fmt: skip
    archive.commit()
    return held


def _settle(db: Database, captures: dict[str, Capture]) -> None:
    put_report(
        db, "990101-gov-2020", text=TEXT, capture_id=captures["q3"].capture_id, version=2, versions=2,
        document_number="乙政〔2021〕3号",
    )  # fmt: skip
    _version(db, "990101-gov-2020", 2, EDITED, captures["q2"])
    db.execute("UPDATE places SET version = 2")
    put_report(
        db, "990102-gov-2019", text=FORMULA, capture_id=captures["q4"].capture_id, region="990102",
        title="=1+1", report_year=2019, level="department",
    )  # fmt: skip
    _evidence(db, "990101-gov-2020@2", "document_number", "乙政〔2021〕3号", None, chosen=1)
    _evidence(db, "990101-gov-2020@2", "title", "行政复议", EDITED.index("行政复议"), chosen=0)
    insert(db, "report_aliases", {"old": "x-a-1", "new": "990101-gov-2020"})
    insert(db, "changes", {
        "change_id": "1", "at": "2025-04-01T00:00:00Z", "harvest_id": "h1",
        "report_id": "990101-gov-2020", "kind": "new_version", "url": "http://www.a.gov.cn/q2.html",
        "detail": "one number", "evidence": json.dumps(["q2.1"]),
    })  # fmt: skip
    coverage.store(db, coverage.compute(db, "2025-05-01"))


def _version(db: Database, report_id: str, number: int, text: str, capture: Capture) -> None:
    digest = hashlib.sha256(text.encode()).hexdigest()
    insert(db, "versions", {
        "version_id": f"{report_id}@{number}", "report_id": report_id, "version": number,
        "text": text, "text_sha256": digest, "normal_sha256": digest, "characters": len(text),
        "title": "乙区2020年法治政府建设年度报告", "variant": "text", "origin": "html",
        "media_type": "text/html", "capture_id": capture.capture_id, "first_seen": AT,
        "last_seen": AT, "software": "1",
    })  # fmt: skip


def _evidence(
    db: Database, version_id: str, field: str, raw: str, start: int | None, *, chosen: int
) -> None:
    insert(db, "evidence", {
        "evidence_id": f"{version_id}-{field}", "version_id": version_id, "field": field, "value": raw,
        "rule": "metadata_table", "raw": raw, "start": start,
        "end": start + len(raw) if start is not None else None,
        "place_in_page": None if start is not None else "td[2]", "confidence": 0.9, "chosen": chosen,
    })  # fmt: skip
