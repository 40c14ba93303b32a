"""What the archive's tests build their small archives of."""

from __future__ import annotations

import contextlib
import hashlib
import io
import resource
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

from sqlite_utils import Database
from warcio.checker import Checker

from archive import applying
from archive.events import HarvestEnded, HarvestStarted, RequestEnded, WalkEnded
from archive.exchange import Exchange
from archive.records import Capture, Portal
from archive.warc import WarcWriter

AT = "2025-03-01T02:03:04.000005Z"
PAGE = "法治政府建设年度报告\n".encode() * 200


def exchange(number: int = 1, body: bytes = PAGE, **more: object) -> Exchange:
    base = Exchange(
        capture_id=f"r{number}.1",
        request_id=f"r{number}",
        url=f"http://www.test.gov.cn/a/{number}.html",
        method="GET",
        request_headers=((b"User-Agent", b"fazhi"),),
        status=200,
        response_headers=((b"Content-Type", b"text/html"),),
        body=body,
        at=AT,
        ip="127.0.0.9",
        media_type="text/html",
    )
    return replace(base, **more)  # type: ignore[arg-type]


def complaints(path: Path) -> str:
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        Checker(SimpleNamespace(inputs=[str(path)], verbose=False)).process_all()
    return said.getvalue()


@contextlib.contextmanager
def no_room_beyond(size: int) -> Iterator[None]:
    """No file may grow beyond so many bytes: what a full disk is to a writer, without the right to mount one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def event(sequence: int = 1) -> HarvestEnded:
    return HarvestEnded(
        at=AT, sequence=sequence, harvest_id="h1", status="complete", exit_code=0, verdict="{}"
    )


def write_all_kinds(writer: WarcWriter) -> list[Capture]:
    first = writer.append_exchange(exchange(1))
    again = writer.append_exchange(exchange(2, revisit_of=first))
    fresh = writer.append_exchange(exchange(3, body=b"", status=304, not_modified_of=first))
    dom = writer.append_resource(
        capture_id="r4.2", request_id="r4", url="http://www.test.gov.cn/", body=PAGE, at=AT,
        concurrent_to="r1.1",
    )  # fmt: skip
    post = writer.append_exchange(exchange(5, method="POST", request_body=b"page=2&uid=1"))
    writer.append_event(event())
    return [first, again, fresh, dom, post]


def portal(key: str = "a", **more: object) -> Portal:
    base = Portal(portal=key, name="甲市乙区人民政府", region="990101", home="http://www.a.gov.cn/")
    return replace(base, **more)  # type: ignore[arg-type]


def harvest(db: Database, *portals: Portal, today: str = "2025-05-01", number: int = 1) -> str:
    """A harvest that began, in the catalog."""
    started = HarvestStarted(
        at=f"2025-05-0{number}T00:00:00.000000Z", sequence=0, harvest_id=f"h{number}", today=today,
        mode="auto", arguments="{}", software="{}", registry=portals,
        portals=tuple(row.portal for row in portals),
    )  # fmt: skip
    applying.apply(db, started)
    return started.harvest_id


def asked(
    db: Database,
    harvest_id: str,
    outcome: str,
    *,
    kind: str = "list",
    portal: str = "a",
    **more: object,
) -> str:
    """A request that ended, in the catalog; gives its id."""
    count = db.execute("SELECT COUNT(*) FROM requests").fetchone()[0]
    ended = RequestEnded(
        at=AT, sequence=count, request_id=f"q{count}", harvest_id=harvest_id, portal=portal,
        method="GET", url=f"http://www.a.gov.cn/{kind}/{count}", body_sha256=None, kind=kind,
        via=None, planned=count, attempts=1, outcome=outcome, http_status=None, started_at=AT,
        ended_at=AT, capture_id=None,
    )  # fmt: skip
    applying.apply(db, replace(ended, **more))  # type: ignore[arg-type]
    return ended.request_id


def walk(portal: str = "a", **more: object) -> WalkEnded:
    base = WalkEnded(
        portal=portal, column_url="http://www.a.gov.cn/col/", family=None, mode="full", pages=2,
        rows=30, total=30, stop_reason="last_page", complete=True,
    )  # fmt: skip
    return replace(base, **more)  # type: ignore[arg-type]


def put_report(db: Database, report_id: str, **more: object) -> None:
    """A report with one version and one place, as settling leaves them."""
    text = str(more.pop("text", "一、主要情况\n正文。"))
    report: dict[str, object] = {
        "report_id": report_id, "region": "990101", "region_now": "990101", "region_name": "乙区",
        "province": "丙省", "city": "甲市", "county": "乙区", "level": "county",
        "issuing_body": "甲市乙区人民政府", "identity_body": "甲市乙区人民政府", "report_year": 2020,
        "title": "乙区2020年法治政府建设年度报告", "published_date": "2021-03-01", "version": 1,
        "inputs": "", "versions": 1, "places": 1, "place_id": f"p-{report_id}", "first_seen": AT, "last_seen": AT,
    }  # fmt: skip
    capture = str(more.pop("capture_id", f"c-{report_id}"))
    report |= more
    digest = hashlib.sha256(text.encode()).hexdigest()
    insert(db, "reports", report)
    insert(db, "versions", {
        "version_id": f"{report_id}@1", "report_id": report_id, "version": 1, "text": text,
        "text_sha256": digest, "normal_sha256": digest, "characters": len(text),
        "title": report["title"], "variant": "text", "origin": "html", "media_type": "text/html",
        "capture_id": capture, "first_seen": AT, "last_seen": AT, "software": "1",
    })  # fmt: skip
    insert(db, "places", {
        "place_id": f"p-{report_id}", "report_id": report_id, "version": 1, "portal": "a",
        "url": f"http://www.a.gov.cn/{report_id}.html", "canonical": 1, "provenance": "portal",
        "reason": "the body's own portal", "published_date": report["published_date"],
        "first_seen": AT, "last_seen": AT,
    })  # fmt: skip


def insert(db: Database, table: str, row: dict[str, object]) -> None:
    """One row, inside the open transaction if there is one."""
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" * len(row))
    db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values()))
