"""What the archive's tests build their small archives of."""

from __future__ import annotations

import contextlib
import io
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

from warcio.checker import Checker

from archive.events import HarvestEnded
from archive.records import Capture
from archive.warc import WarcWriter
from archive.warc_records import Exchange

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
