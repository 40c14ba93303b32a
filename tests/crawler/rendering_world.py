"""Pages that trap or misuse a browser, each a portal of its own, and sockets that nobody may reach."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

NETWORK = "127.0.45.0/24"
OUTSIDE = "127.0.45.200"
"""In the allowed network, and in no row of the registry."""
SHELL = '<html><head><title>县人民政府</title></head><body><div id="app"></div><script>{}</script></body></html>'
LIST = """
document.getElementById('app').innerHTML = '<ul><li><a href="/plan.html">青石县2023年法治政府建设年度报告</a>' +
  '<span>2024-03-01</span></li></ul>';
"""
HANG_SECONDS = 25.0

PAGES = {
    "never-quiet": LIST + "setInterval(() => fetch('/poll?t=' + Math.random()), 150); fetch('/hang');",
    "dialogs": "alert(1); confirm('2'); prompt('3'); onbeforeunload = () => 'x';" + LIST,
    "download": LIST + "const a = document.createElement('a'); a.href = '/file.zip'; a.download = 'x'; a.click();",
    "popups": LIST + "for (let i = 0; i < 9; i += 1) window.open('/popup?' + i);"
    "const a = document.createElement('a'); a.href = '/popup?a'; a.target = '_blank'; document.body.append(a); a.click();",
    "reloads": LIST + "setTimeout(() => location.reload(), 30);",
    "wanders": LIST + "setTimeout(() => { location.href = '?' + Math.random(); }, 30);",
    "busy": LIST + "setTimeout(() => { while (true) {} }, 30);",
    "stalled": "document.write('<scr' + 'ipt src=\"/hang\"></scr' + 'ipt>');",
    "escapes": LIST + """
      for (const url of [__TARGETS__]) {
        fetch(url, {mode: 'no-cors'}).catch(() => 0);
        navigator.sendBeacon && navigator.sendBeacon(url, 'x');
        for (const [tag, key] of [['img', 'src'], ['script', 'src'], ['iframe', 'src'], ['link', 'href'], ['video', 'src']]) {
          const one = document.createElement(tag); one.rel = 'stylesheet'; one[key] = url; document.body.append(one);
        }
        try { new WebSocket(url.replace('http', 'ws')); } catch (error) { document.title = 'kept'; }
        try { new Worker(URL.createObjectURL(new Blob(['fetch("' + url + '", {mode: "no-cors"})']))); } catch (error) { }
      }
      fetch('/away').catch(() => 0);
      const frame = document.createElement('iframe'); frame.src = '/away'; document.body.append(frame);
    """,
    "other-port": "fetch('http://' + location.hostname + ':__OTHER__/list.json', {mode: 'no-cors'}).then(() => {" + LIST.replace("plan", "other") + "});",
    "hops": LIST + """
      fetch('/hop/forbidden/list.json').catch(() => 0);
      fetch('/hop/hop/forbidden/list.json').catch(() => 0);
      fetch('/hop/open.html').catch(() => 0);
      for (const [tag, key] of [['iframe', 'src'], ['script', 'src'], ['link', 'href']]) {
        const one = document.createElement(tag); one.rel = 'stylesheet'; one[key] = '/hop/forbidden/' + tag; document.body.append(one);
      }
    """,
    "leaves": LIST + "setTimeout(() => { location.href = '/away'; }, 30);",
}  # fmt: skip


@dataclass
class Trap:
    """A listening socket that remembers who called."""

    listener: socket.socket
    met: list[bytes] = field(default_factory=list)

    @property
    def port(self) -> int:
        """Where it listens."""
        port: int = self.listener.getsockname()[1]
        return port

    def watch(self) -> None:
        """Accept until closed."""
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(1)
                self.met.append(connection.recv(300))


@contextmanager
def trap(address: str) -> Iterator[Trap]:
    """A trap on this address."""
    with socket.create_server((address, 0)) as listener:
        found = Trap(listener)
        threading.Thread(target=found.watch, daemon=True).start()
        yield found


class Handler(BaseHTTPRequestHandler):
    """Answers as the portal of its address does."""

    protocol_version = "HTTP/1.1"
    pages: dict[str, str]
    away = ""
    asked: list[str]

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """One page."""
        path = self.path.partition("?")[0]
        host = self.headers["Host"].partition(":")[0]
        self.asked.append(f"{host}{path}")
        if path == "/robots.txt":
            self._send(b"User-agent: *\nDisallow: /forbidden/\n", 200, kind="text/plain")
        elif path.startswith("/hop/"):
            self._send(b"", 302, ("Location", path.removeprefix("/hop")))
        elif path == "/hang":
            time.sleep(HANG_SECONDS)
            self.close_connection = True
        elif path == "/away":
            self._send(b"", 302, ("Location", self.away))
        elif path == "/file.zip":
            self._send(
                b"PK\x03\x04" * 50, 200, ("Content-Disposition", "attachment"), "application/zip"
            )
        elif path == "/":
            self._send(SHELL.format(self.pages[host]).encode(), 200)
        else:
            self._send("<html><body><p>工作要点</p></body></html>".encode(), 200)

    def _send(
        self, body: bytes, status: int, extra: tuple[str, str] | None = None, kind: str = "text/html; charset=utf-8",
    ) -> None:  # fmt: skip
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if extra:
            self.send_header(*extra)
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def portals(folder: Path, targets: list[str]) -> Iterator[tuple[Path, list[str]]]:
    """Serve every page on an address of its own; gives the registry and what was asked."""
    addresses = {name: f"127.0.45.{number}" for number, name in enumerate(PAGES, 1)}
    scripts = {
        addresses[name]: script.replace("__TARGETS__", ",".join(json.dumps(one) for one in targets))
        for name, script in PAGES.items()
    }
    asked: list[str] = []
    handler = type("Bound", (Handler,), {"pages": scripts, "away": targets[-1], "asked": asked})
    servers = []
    rows = []
    try:
        for number, (name, address) in enumerate(addresses.items(), 1):
            server = ThreadingHTTPServer((address, 0), handler)
            server.daemon_threads = True
            threading.Thread(target=server.serve_forever, daemon=True).start()
            servers.append(server)
            if name == "other-port":
                second = ThreadingHTTPServer((address, 0), handler)
                threading.Thread(target=second.serve_forever, daemon=True).start()
                servers.append(second)
                scripts[address] = scripts[address].replace(
                    "__OTHER__", str(second.server_address[1])
                )
            url = f"http://{address}:{server.server_address[1]}/"
            rows.append(
                f'[{name}]\nname = "青石县人民政府"\nregion = "9901{number:02d}"\nhome = "{url}"\n'
                f'lists = ["{url}"]\nrender = "always"\ndelay = 0.02\nsince = 2022\n'
            )
        registry = folder / "registry.toml"
        registry.write_text("\n".join(rows), encoding="utf-8")
        yield registry, asked
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()
