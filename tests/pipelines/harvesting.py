"""Harvests as the real writer writes them, without a crawl: captured, read, settled, ended."""

from __future__ import annotations

from html import escape
from pathlib import Path

from archive.events import HarvestEnded, HarvestStarted, RequestEnded
from archive.export import export
from archive.opening import open_archive
from archive.pending import put_reading
from archive.selection import Selection
from archive.store import Archive
from archive.tables import TABLES
from archive.warc_records import payload_digest
from pipelines.pool import Unread, read_unread
from pipelines.settle import settle
from tests.archive.making import exchange
from tests.pipelines.settling import REGISTRY, words

A, B = "http://www.qingshi.gov.cn/a.html", "http://www.qingshi.gov.cn/b.html"


def page(year: int, *, edit: str = "", hits: int = 1) -> bytes:
    """An article's page as a portal serves it."""
    title = f"青石县人民政府{year}年法治政府建设年度报告"
    text = words(year).replace("，", edit or "，", 1)
    inside = "".join(f"<p>{escape(line)}</p>" for line in text.split("\n"))
    return (
        f"<html><head><meta charset='utf-8'><title>{title}</title></head><body><h1>{title}</h1>"
        f"<div class='info'>发布时间：{year + 1}-03-01　浏览次数：{hits}</div>"
        f"<div class='TRS_Editor'>{inside}<p>青石县人民政府</p><p>{year + 1}年2月20日</p></div></body></html>"
    ).encode()


def harvest(folder: Path, name: str, today: str, *seen: tuple[str, bytes | None]) -> None:
    """A whole harvest by the real writer: capture, read, settle, end."""
    archive = Archive(folder)
    archive.begin(started(archive, name, today))
    for number, (url, body) in enumerate(seen):
        ask(archive, f"{name}-q{number}", name, url, body)
    archive.commit()
    settle(archive.db, name)
    archive.record(
        HarvestEnded(
            at=archive.moment(), sequence=archive.next_sequence(), harvest_id=name, status="complete",
            exit_code=0, verdict="{}",
        )
    )  # fmt: skip
    archive.close()


def started(archive: Archive, name: str, today: str) -> HarvestStarted:
    return HarvestStarted(
        at=archive.moment(), sequence=0, harvest_id=name, today=today, mode="auto", arguments="{}",
        software="{}", registry=REGISTRY, portals=tuple(row.portal for row in REGISTRY),
    )  # fmt: skip


def ask(archive: Archive, request: str, name: str, url: str, body: bytes | None) -> None:
    sent = body if body is not None else b"gone"
    holder = archive.holder_of(payload_digest(sent)) if body else None
    capture = archive.write_exchange(
        exchange(
            capture_id=f"{request}.1", request_id=request, url=url, body=sent, at=archive.moment(),
            status=200 if body else 404, revisit_of=holder,
        )
    )  # fmt: skip
    archive.record(
        RequestEnded(
            at=archive.moment(), sequence=archive.next_sequence(), request_id=request, harvest_id=name,
            portal="qingshi", method="GET", url=url, body_sha256=None, kind="article", via=None,
            planned=archive.next_planned(), attempts=1, outcome="fetched" if body else "http_error:404",
            http_status=200 if body else 404, started_at=capture.captured_at,
            ended_at=archive.moment(), capture_id=capture.capture_id,
        )
    )  # fmt: skip
    archive.commit()
    if body and (holder is None or holder.url != url):
        payload = holder or capture
        unread = Unread(
            folder=archive.warc_folder,
            capture=capture,
            payload=payload,
            portal="qingshi",
            url=url,
            kind="article",
        )
        with archive.db.atomic():
            put_reading(archive.db, capture.capture_id, request, "qingshi", read_unread(unread))


def exports(folder: Path) -> dict[str, bytes]:
    """All exports of an archive."""
    db = open_archive(folder)
    found = {}
    for what in TABLES:
        out = folder / f"{what}.jsonl"
        export(db, TABLES[what], Selection(), "jsonl", out)
        found[what] = out.read_bytes()
    db.close()
    return found


def live(folder: Path) -> Path:
    """An archive of two harvests: found, then edited, unchanged, gone; file names sort against time."""
    harvest(folder, "h2", "2025-06-30", (A, page(2023)), (B, page(2022)), (A + "?m", page(2023)))
    harvest(
        folder, "h1", "2026-06-30", (A, page(2023, edit="、")), (B, page(2022)), (A + "?m", None)
    )
    return folder
