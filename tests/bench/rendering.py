"""`python -m tests.bench.rendering`: what three hundred pages that need the browser cost in memory and time.

Eight single-page portals on loopback, each article a shell of a 300 kB script, a style, twenty images (blocked) and
one data call with a page's 27 kB. Memory is the peak of the sum of the proportional set sizes of crawler, readers,
Playwright's driver and all processes of the browser.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.bench import site
from tests.bench.measure import Cost, run
from tests.sample.exchange import Reply, Request, Site, fixed, html
from tests.sample.server import Host, serve

ROOT = Path(__file__).resolve().parents[2]
PORTALS = 8
TODAY = "2025-06-30"
LIMIT = 700 * 1024 * 1024
"""Bytes for browser and crawler together."""
MEBIBYTE = 1024 * 1024
_APP = """
const id = location.pathname.split('/').pop();
fetch('/api/info?id=' + id).then((answer) => answer.json()).then((told) => {
  document.title = told.title;
  document.getElementById('app').innerHTML = told.html + Array.from({length: 20}, (_, n) => '<img src="/i/' + n + '.png">').join('');
});
"""
_BUNDLE = _APP + "\n".join(
    f"function part{n}(a, b) {{ return [a, b, {n}].map((x) => x * {n}); }}" for n in range(4600)
)
_SHELL = (
    '<html><head><meta charset="utf-8"><title>x</title><link rel="stylesheet" href="/app.css"></head><body>'
    '<div id="app"></div><script src="/app.js"></script></body></html>'
)


def address(number: int) -> str:
    """Where a portal answers."""
    return f"127.0.62.{number + 1}"


def pages_of(number: int, count: int) -> Site:
    """A portal: its list as a plain page, its articles as shells."""
    made = site.articles(number, count)
    held = {str(place): one for place, one in enumerate(made)}
    rows = "".join(
        f'<li><a href="/detail/{place}">{one.title}</a><span>{one.date}</span></li>'
        for place, one in held.items()
    )

    def info(request: Request) -> Reply:
        one = held[request.query["id"]]
        inside = one.html.decode().partition("<body>")[2].partition("</body>")[0]
        told = json.dumps({"title": one.title, "html": inside}, ensure_ascii=False)
        return Reply(body=told.encode(), content_type="application/json")

    found: Site = {f"/detail/{place}": fixed(html(_SHELL)) for place in held}
    found["/fzbg/"] = fixed(html(f"<html><body><ul>{rows}</ul></body></html>"))
    found["/app.js"] = fixed(Reply(body=_BUNDLE.encode(), content_type="text/javascript"))
    found["/app.css"] = fixed(Reply(body=b"body { color: #333; }" * 500, content_type="text/css"))
    found["/api/info"] = info
    return found


def serve_all(pages: int, port: int) -> None:
    """Serve until killed."""
    hosts = {
        address(number): Host(
            portal=f"bench-{number}", address=address(number),
            site=pages_of(number, pages // PORTALS + (number < pages % PORTALS)),
        )
        for number in range(PORTALS)
    }  # fmt: skip
    asyncio.run(serve(hosts, port=port, log=None, ready=None))


def registry(port: int) -> str:
    """The rows of the portals."""
    return "\n".join(
        f'[bench-{number}]\nname = "{site.government(number).body}"\nregion = "{site.government(number).region}"\n'
        f'home = "http://{address(number)}:{port}/"\nlists = ["http://{address(number)}:{port}/fzbg/"]\ndelay = 0.0\n'
        for number in range(PORTALS)
    )


def wait_for(port: int) -> None:
    """Until the last portal answers. Raises TimeoutError."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            socket.create_connection((address(PORTALS - 1), port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the benchmark's portals did not come up")


def measured(folder: Path, pages: int, port: int) -> tuple[Cost, int, int]:
    """Harvest; its cost, the articles that were rendered, and the reports found."""
    (folder / "registry.toml").write_text(registry(port), "utf-8")
    archive = folder / "archive"
    cost = run(
        [sys.executable, "-m", "scrapy", "crawl", "portals", "-a", f"today={TODAY}", "-s", "DOWNLOAD_DELAY=0"],
        environment={
            "FAZHI_ARCHIVE": str(archive), "FAZHI_REGISTRY": str(folder / "registry.toml"),
            "FAZHI_ALLOW_PRIVATE": "127.0.62.0/24",
        },
        log=folder / "harvest.log", cwd=ROOT,
    )  # fmt: skip
    with sqlite3.connect(archive / "corpus.db") as db:
        rendered = db.execute(
            "SELECT count(*) FROM requests q JOIN captures c USING (capture_id) "
            "WHERE q.kind = 'article' AND q.outcome = 'fetched' AND c.record_type = 'resource'"
        ).fetchone()[0]
        reports = db.execute("SELECT count(*) FROM reports").fetchone()[0]
    return cost, rendered, reports


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve, harvest, print; 1 where a page is missing or the memory is too much."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.rendering", description=__doc__)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--serve", type=int, metavar="PORT", help="only serve the portals")
    asked = parser.parse_args(arguments)
    if asked.serve:
        serve_all(asked.pages, asked.serve)
        return 0
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.rendering", "--pages", str(asked.pages), "--serve", str(port)],
        cwd=ROOT,
    )  # fmt: skip
    try:
        wait_for(port)
        with tempfile.TemporaryDirectory() as folder:
            cost, rendered, reports = measured(Path(folder), asked.pages, port)
    finally:
        server.terminate()
        server.wait()
    print(
        f"rendered {rendered} of {asked.pages} pages in {cost.seconds:.0f} s: {rendered / cost.seconds:.2f} pages/s,"
        f" {reports} reports; peak {cost.memory / MEBIBYTE:.0f} MiB in {cost.most_children + 1} processes;"
        f" exit {cost.status}"
    )
    return int(rendered != asked.pages or cost.memory > LIMIT or cost.status != 0)


if __name__ == "__main__":
    sys.exit(main())
