"""One asyncio process that serves every portal of a world, each on its own loopback address."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from time import monotonic
from typing import IO, Literal
from urllib.parse import urlsplit

from tests.sample.exchange import Reply, Request, Site, html

_IDLE = 30.0
_GONE = "<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1></body></html>"


@dataclass(frozen=True, kw_only=True)
class Host:
    """One portal as the server knows it: its pages and how it speaks HTTP."""

    portal: str
    address: str
    site: Site
    validators: Literal["etag", "last-modified", "none"] = "none"
    changed: str = "Mon, 30 Jun 2025 00:00:00 GMT"
    """Last-Modified of stable pages."""
    chunked: bool = False
    gzip: bool = True


@dataclass(kw_only=True)
class Sample:
    """The running server: its hosts, its access log and its controls."""

    hosts: Mapping[str, Host]
    log: IO[str] | None = None
    hits: int = 0
    stopped: set[str] = field(default_factory=set)
    """Addresses that drop every connection, as a portal that is down."""

    def write(self, line: Mapping[str, object]) -> None:
        """One line of the access log."""
        if self.log is not None:
            self.log.write(json.dumps(line, ensure_ascii=False) + "\n")
            self.log.flush()

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer requests on one connection until either side closes it."""
        host = self.hosts[writer.get_extra_info("sockname")[0]]
        with contextlib.suppress(ConnectionError, TimeoutError, asyncio.IncompleteReadError):
            while host.address not in self.stopped:
                request = await asyncio.wait_for(_read(reader), _IDLE)
                if request is None or not await self._answer(host, request, writer):
                    break
        with contextlib.suppress(ConnectionError):
            writer.close()
            await writer.wait_closed()

    async def _answer(self, host: Host, request: Request, writer: asyncio.StreamWriter) -> bool:
        began, clock = datetime.now(UTC), monotonic()
        self.hits += 1
        request = Request(
            method=request.method,
            target=request.target,
            headers=request.headers,
            body=request.body,
            hits=self.hits,
        )
        if request.path.startswith("/__"):
            reply = self._control(host, request)
        else:
            handler = host.site.get(request.path) or host.site.get("*")
            reply = handler(request) if handler else html(_GONE, status=404)
        reply = _conditional(host, request, reply)
        alive = False
        try:
            alive = await _send(host, request, reply, writer)
        finally:
            self.write(
                {
                    "time": began.isoformat(timespec="microseconds"),
                    "host": host.address,
                    "portal": host.portal,
                    "method": request.method,
                    "path": request.target,
                    "status": reply.status,
                    "agent": request.headers.get("user-agent", ""),
                    "started": clock,
                    "ended": monotonic(),
                    "conditional": "if-none-match" in request.headers
                    or "if-modified-since" in request.headers,
                }
            )
        return alive

    def _control(self, host: Host, request: Request) -> Reply:
        """`/__stop` and `/__start?host=ADDRESS` (default: the host asked) take a portal down and up again."""
        target = request.query.get("host", host.address)
        if request.path == "/__stop":
            self.stopped.add(target)
        if request.path == "/__start":
            self.stopped.discard(target)
        return Reply(
            body=json.dumps(sorted(self.stopped)).encode(), content_type="application/json"
        )


async def _read(reader: asyncio.StreamReader) -> Request | None:
    line = await reader.readline()
    parts = line.decode("latin-1").split()
    if len(parts) != 3:
        return None
    method, target, _version = parts
    if target.startswith("http"):
        split = urlsplit(target)
        target = split.path + (f"?{split.query}" if split.query else "")
    headers: dict[str, str] = {}
    while raw := (await reader.readline()).decode("latin-1").strip():
        name, _, value = raw.partition(":")
        headers[name.strip().lower()] = value.strip()
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Request(method=method, target=target, headers=headers, body=body)


def _conditional(host: Host, request: Request, reply: Reply) -> Reply:
    """The reply with its validator, or 304 where the request already holds it."""
    if not reply.stable or reply.status != 200 or host.validators == "none":
        return reply
    if host.validators == "etag":
        tag = f'"{hashlib.sha256(reply.body).hexdigest()[:16]}"'
        extra, same = ("ETag", tag), tag in request.headers.get("if-none-match", "")
    else:
        extra = ("Last-Modified", host.changed)
        same = request.headers.get("if-modified-since") == host.changed
    body, status = (b"", 304) if same else (reply.body, 200)
    return Reply(
        body=body,
        status=status,
        content_type=reply.content_type,
        headers=(*reply.headers, extra),
        wait=reply.wait,
        drip=reply.drip,
        cut=reply.cut,
        drop=reply.drop,
    )


async def _send(host: Host, request: Request, reply: Reply, writer: asyncio.StreamWriter) -> bool:
    """Send the reply; whether the connection may be used again."""
    await asyncio.sleep(reply.wait)
    if reply.drop:
        return False
    body, headers = (
        reply.body,
        [("Server", "sample"), ("Content-Type", reply.content_type), *reply.headers],
    )
    coded = any(name == "Content-Encoding" for name, _ in headers)
    if (
        host.gzip
        and not coded
        and "gzip" in request.headers.get("accept-encoding", "")
        and len(body) > 200
    ):
        body = gzip.compress(body, 5, mtime=0)
        headers.append(("Content-Encoding", "gzip"))
    chunked = host.chunked and reply.status == 200 and reply.cut is None
    if chunked:
        headers.append(("Transfer-Encoding", "chunked"))
    elif reply.status != 304:
        headers.append(("Content-Length", str(len(body))))
    keep = request.headers.get("connection", "").lower() != "close" and reply.cut is None
    headers.append(("Connection", "keep-alive" if keep else "close"))
    phrase = HTTPStatus(reply.status).phrase if reply.status in set(HTTPStatus) else "Unknown"
    head = f"HTTP/1.1 {reply.status} {phrase}\r\n" + "".join(
        f"{name}: {value}\r\n" for name, value in headers
    )
    writer.write(head.encode("latin-1") + b"\r\n")
    if request.method == "HEAD" or reply.status == 304:
        body, chunked = b"", False
    await _body(reply, body, writer, chunked=chunked)
    return keep


async def _body(reply: Reply, body: bytes, writer: asyncio.StreamWriter, *, chunked: bool) -> None:
    if reply.drip:
        for at in range(len(body)):
            writer.write(body[at : at + 1])
            await writer.drain()
            await asyncio.sleep(reply.drip)
        return
    if chunked:
        for at in range(0, len(body), 3000):
            piece = body[at : at + 3000]
            writer.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        body = b"0\r\n\r\n"
    writer.write(body if reply.cut is None else body[: reply.cut])
    await writer.drain()


async def serve(
    hosts: Mapping[str, Host], *, port: int, log: Path | None, ready: Path | None
) -> None:
    """Serve until cancelled. Port 0: a free one, the same on every address; `ready` gets its number."""
    stream = log.open("a", encoding="utf-8") if log else None
    sample = Sample(hosts=hosts, log=stream)
    servers = await _bind(sample, port)
    chosen = servers[0].sockets[0].getsockname()[1]
    if ready:
        partial = ready.with_suffix(".part")
        partial.write_text(str(chosen))
        partial.replace(ready)
    try:
        await asyncio.gather(*(server.serve_forever() for server in servers))
    finally:
        for server in servers:
            server.close()
        if stream:
            stream.close()


async def _bind(sample: Sample, port: int) -> list[asyncio.Server]:
    for _attempt in range(20):
        servers: list[asyncio.Server] = []
        chosen = port
        try:
            for address in sample.hosts:
                server = await asyncio.start_server(
                    sample.connected, address, chosen, limit=1 << 20
                )
                servers.append(server)
                chosen = server.sockets[0].getsockname()[1]
        except OSError:
            for server in servers:
                server.close()
            if port:
                raise
            continue
        return servers
    raise OSError("no port is free on all addresses of the sample")
