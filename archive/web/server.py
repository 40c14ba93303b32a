"""The site over HTTP: one reader's view of an archive, on this machine, nothing written."""

from __future__ import annotations

import ipaddress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, urlsplit

from archive.web.routes import answer
from archive.web.site import Reply

_ALWAYS = {
    # Nothing of a portal ever runs here: no script at all, and no request but for the style sheet.
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


class SiteServer(ThreadingHTTPServer):
    """Serves one archive."""

    daemon_threads = True

    def __init__(self, host: str, port: int, folder: Path) -> None:
        super().__init__((host, port), SiteHandler)
        self.folder = folder

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://{self.server_address[0]!s}:{self.server_address[1]}/"

    def knows(self, host: str | None) -> bool:
        """Whether a Host header is ours: on loopback a page elsewhere could rebind its name to us."""
        if not ipaddress.ip_address(str(self.server_address[0])).is_loopback:
            return True
        name = urlsplit(f"//{host or ''}").hostname or ""
        return name == "localhost" or _is_loopback(name)


def _is_loopback(name: str) -> bool:
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


class SiteHandler(BaseHTTPRequestHandler):
    """One request."""

    server: SiteServer
    protocol_version = "HTTP/1.1"
    timeout = 30
    """Seconds that a connection may be silent."""

    def do_GET(self) -> None:
        """Any page."""
        self._send(answer(self.server.folder, self.path) if self._is_ours() else _FOREIGN)

    def do_HEAD(self) -> None:
        """The same without its body."""
        self.do_GET()

    def _is_ours(self) -> bool:
        return self.server.knows(self.headers.get("Host"))

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.status)
        for name, value in _ALWAYS.items():
            self.send_header(name, value)
        self.send_header("Content-Type", reply.media_type)
        self.send_header("Content-Length", str(len(reply.body)))
        if reply.file_name:
            name = quote(reply.file_name)
            self.send_header("Content-Disposition", f"attachment; filename*=UTF-8''{name}")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reply.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class names it so)
        """Say nothing: the reader sees the page."""


_FOREIGN = Reply(
    body=b"this is not the host you asked for\n",
    status=HTTPStatus.MISDIRECTED_REQUEST,
    media_type="text/plain; charset=utf-8",
)
