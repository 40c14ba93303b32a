"""A portal that sends its home page or its column where an article was asked for, as throttled servers do (guide: portals §5)."""

from __future__ import annotations

import asyncio
from itertools import count

from tests.faults.hostile import Asked, Script, Site, article, page, site, to

NEWS = "".join(
    f'<li><a href="/n/{n}.html">县政府召开第{n}次常务会议研究部署{word}工作</a><span>2025-03-{n:02}</span></li>'
    for n, word in enumerate(("春耕生产", "森林防火", "防汛抗旱", "项目建设", "招商引资"), 1)
)
"""What stands on the home page."""


def home() -> Script:
    """The home page, whose clock and counter differ each time."""
    turn = count(10_001)

    async def send(_: Asked, writer: asyncio.StreamWriter) -> None:
        number = next(turn)
        writer.write(
            page(
                "<html><head><meta charset='utf-8'><title>青石县人民政府</title></head><body><h1>青石县人民政府</h1>"
                f"<a href='/list/'>政务公开</a><p>今天是12时{number % 60}分</p><ul>{NEWS}</ul><p>您是第{number}位访客</p></body></html>"
            )
        )

    return send


def once(first: Script, then: bytes) -> Script:
    """One answer at first, another to whoever comes again."""
    turn = count()

    async def send(asked: Asked, writer: asyncio.StreamWriter) -> None:
        if next(turn):
            writer.write(then)
        else:
            await first(asked, writer)

    return send


def replaced(_: int) -> Site:
    """Each article another page of the site; a stub that leads to its file is one all the same."""
    shown = home()
    stub = "<p><a href='/f/1.pdf'>附件：年度报告</a></p>"
    pages = site({
        "/a/home.html": shown,
        "/a/column.html": b"",
        "/a/root.html": to("/"),
        "/a/again.html": once(shown, page(article())),
        "/a/stub.html": page(article("青石县2020年度依法行政情况", stub)),
    })  # fmt: skip
    return {**pages, "/": shown, "/a/column.html": pages["/list/"]}
