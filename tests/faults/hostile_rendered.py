"""Pages that are hostile to a browser: they reach inside, never end, eat memory, open windows, crash."""

from __future__ import annotations

import json

from tests.faults.hostile import Answer, Site, article, page, site, to

SHELL = (
    "<html><head><meta charset='utf-8'><title>法治政府建设年度报告</title></head><body><div id='app'></div>"
    "<script>{}</script></body></html>"
)
REACH = """
for (const url of TARGETS) {
  fetch(url, {mode: 'no-cors'}).catch(() => 0);
  navigator.sendBeacon && navigator.sendBeacon(url, 'x');
  for (const [tag, key] of [['img', 'src'], ['script', 'src'], ['iframe', 'src'], ['link', 'href'], ['object', 'data']]) {
    const one = document.createElement(tag); one.rel = 'stylesheet'; one[key] = url; document.body.append(one);
  }
  try { new WebSocket(url.replace('http', 'ws')); } catch (error) { }
  try { new EventSource(url); } catch (error) { }
  try { new Worker(URL.createObjectURL(new Blob(['fetch("' + url + '"); new WebSocket("' + url.replace('http', 'ws') + '")']))); }
  catch (error) { }
}
fetch('/inward').catch(() => 0);
"""
SCRIPTS = {
    "inward": REACH,
    "leaves": "setTimeout(() => { location.href = TARGETS[0]; }, 50);",
    "leaves-by-hop": "setTimeout(() => { location.href = '/inward'; }, 50);",
    "crash": "location.href = 'chrome://crash';",
    "dialogs": "alert(1); confirm(2); prompt(3); onbeforeunload = () => 'x';",
    "windows": "for (let n = 0; n < 9; n += 1) window.open('/popup?' + n);",
    "download": "const a = document.createElement('a'); a.href = '/f/x.zip'; a.download = 'x'; document.body.append(a); a.click();",
    "forever": "setTimeout(() => { while (true) {} }, 50);",
    "memory": "const held = []; setInterval(() => { for (let n = 0; n < 40; n += 1) held.push(new Array(1e6).fill(Math.random())); }, 1);",
}
"""By article; each stands behind a report that is sound."""
READ = ("inward", "leaves", "leaves-by-hop", "crash", "dialogs", "windows", "download")
"""Those that cost nothing but themselves: their report is read."""
LOST = ("forever", "memory")
"""Those whose page never answers the browser."""


def rendered(canary: str, port: int) -> Site:
    """A portal that shows nothing without a browser."""
    targets = [
        f"http://{host}:{port}/secret"
        for host in (canary, "localhost", "0.0.0.0", "2130706433", "[::1]")
    ]
    given = f"const TARGETS = {json.dumps(targets)};"
    articles: dict[str, Answer] = {
        f"/a/{name}.html": page(
            article(f"青石县人民政府{2024 - place % 8}年法治政府建设年度报告").replace(
                "</body>", f"<script>{given}{script}</script></body>"
            )
        )
        for place, (name, script) in enumerate(SCRIPTS.items())
    }
    rows = "".join(
        f"<li><a href='{path}'>青石县人民政府{2024 - place % 8}年法治政府建设年度报告</a><span>2025-01-22</span></li>"
        for place, path in enumerate(articles)
    )
    shown = f"document.getElementById('app').innerHTML = {json.dumps(rows)};"
    return {
        **site(articles),
        "/list/": page(SHELL.format(given + REACH + shown)),
        "/inward": to(targets[0]),
        "/f/x.zip": page("", b"Content-Disposition: attachment"),
    }
