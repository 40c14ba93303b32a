"""A proxy on loopback that lets the browser reach only what the guard permits.

Every connection of the browser comes through here: the address is resolved once, checked, and the very address
that was checked is connected to, so that a name which changes its address between two look-ups gains nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from urllib.parse import urlsplit

from crawler.guard import Guard

HEAD_LIMIT = 64 * 1024
CHUNK = 64 * 1024
CONNECT_SECONDS = 5.0
"""For each address of a host: where one family hangs, the other is tried (guide: portals §5)."""
REFUSED = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
FAILED = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class GuardProxy:
    """An HTTP proxy (plain requests and CONNECT) for one browser."""

    def __init__(self, guard: Guard, known: Callable[[str], bool] = lambda _: True) -> None:
        self._guard = guard
        self._known = known
        """Whether a host is in the registry's bounds: a redirect inside the browser is seen nowhere else."""
        self._server: asyncio.Server | None = None

    async def start(self) -> int:
        """Listen on a free loopback port, and give it."""
        if self._server is None:
            self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=HEAD_LIMIT)
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    async def close(self) -> None:
        """Stop listening."""
        if self._server is not None:
            self._server.close()
            self._server = None

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            method, target, version = head.split(b"\r\n", 1)[0].decode("latin-1").split(" ", 2)
            await self._relay((method, target, version), head, reader, writer)
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError, OSError):
            pass  # the browser went away, or sent no request: nothing to answer
        finally:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    async def _relay(
        self,
        line: tuple[str, str, str],
        head: bytes,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        method, target, version = line
        parts = urlsplit(target if method != "CONNECT" else f"//{target}")
        port = parts.port or (443 if method == "CONNECT" else 80)
        addresses = await self._permitted(parts.hostname or "", port)
        if not addresses:
            if self._known(parts.hostname or ""):
                self._guard.refused.add(parts.hostname or "")
            writer.write(REFUSED)
            return
        try:
            far_reader, far_writer = await connected(addresses, port)
        except OSError:
            writer.write(FAILED)
            return
        if method == "CONNECT":
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        else:
            path = parts._replace(scheme="", netloc="").geturl() or "/"
            rest = head.split(b"\r\n", 1)[1]
            far_writer.write(f"{method} {path} {version}\r\n".encode("latin-1") + _single(rest))
        try:
            await asyncio.gather(_pump(reader, far_writer), _pump(far_reader, writer))
        finally:
            far_writer.close()

    async def _permitted(self, host: str, port: int) -> list[str]:
        if not self._known(host):
            return []
        loop = asyncio.get_running_loop()
        try:
            found = await loop.getaddrinfo(host, port, type=1)
        except OSError:
            return []
        addresses = [str(sockaddr[0]) for *_, sockaddr in found]
        return [address for address in addresses if self._guard.permits(address)]


async def connected(
    addresses: list[str], port: int
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A connection to the first address that answers. Raises OSError where none does."""
    for address in addresses:
        with contextlib.suppress(OSError, TimeoutError):
            opening = asyncio.open_connection(address, port)
            return await asyncio.wait_for(opening, CONNECT_SECONDS)
    raise OSError("no address of the host answers")


def _single(headers: bytes) -> bytes:
    """The request's headers, with the connection closed after one exchange: the next one may be for another host."""
    kept = [
        line
        for line in headers.split(b"\r\n")
        if not line.lower().startswith((b"proxy-connection:", b"connection:"))
    ]
    return b"Connection: close\r\n" + b"\r\n".join(kept)


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while chunk := await reader.read(CHUNK):
            writer.write(chunk)
            await writer.drain()
        if writer.can_write_eof():
            writer.write_eof()
