"""A portal to discover: its menus, its lists, and the search through it to the end."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from archive.records import Answer, Ask, Portal
from spiders.discover import Discovery, FoundColumn, begin, columns, done, next_ask, saw
from tests.spiders.replicas import HOST, day, missing, page

PORTAL = Portal(portal="qingshi", name="临溪市青石县人民政府", region="990123", home=f"{HOST}/")


REPORTS = tuple(f"青石县{year}年法治政府建设年度报告" for year in range(2016, 2025))


NEWS = tuple(f"青石县召开第{n}次乡村振兴工作推进会" for n in range(1, 30))


def links(*pairs: tuple[str, str]) -> str:
    """A menu."""
    return "".join(f'<li><a href="{url}">{words}</a></li>' for words, url in pairs)


def rows(titles: tuple[str, ...], folder: str = "./202403/t20240309_{n}.html") -> str:
    """A list of articles."""
    shown = (
        f'<li><a href="{folder.format(n=7000 + n)}" title="{title}">{title}</a><span>{day(n)}</span></li>'
        for n, title in enumerate(titles)
    )
    return f"<ul>{''.join(shown)}</ul>"


@dataclass
class Search:
    """A search to its end."""

    state: Discovery
    asks: list[Ask]

    @property
    def found(self) -> tuple[FoundColumn, ...]:
        return columns(self.state)

    @property
    def urls(self) -> list[str]:
        return [column.url.removeprefix(HOST) for column in self.found]


def search(pages: Mapping[str, str | Answer], portal: Portal = PORTAL, budget: int = 60) -> Search:
    """Discover a portal whose pages are these, by path; the state goes through JSON at every step."""
    state = begin(portal, budget)
    asks: list[Ask] = []
    while not done(state):
        ask = next_ask(state)
        assert ask is not None
        held = pages.get(ask.url.removeprefix(HOST))
        answer = (
            held
            if isinstance(held, Answer)
            else page(held, ask.url, name="栏目")
            if held
            else missing(ask.url)
        )
        state = saw(Discovery.from_json(json.loads(json.dumps(state.to_json()))), ask, answer)
        asks.append(ask)
        assert len(asks) <= budget
    return Search(state=state, asks=asks)


USUAL = {
    "/": links(
        ("政务公开", "/zwgk/"), ("新闻中心", "/xw/"), ("互动交流", "/hd/"), ("政务服务", "/fw/")
    ),
    "/zwgk/": links(
        ("政府信息公开指南", "/zwgk/zn/"),
        ("法定主动公开内容", "/zwgk/fdzdgknr/"),
        ("政府信息公开年报", "/zwgk/nb/"),
        ("通知公告", "/zwgk/tzgg/"),
    ),
    "/zwgk/fdzdgknr/": links(
        ("机构职能", "/zwgk/fdzdgknr/jgzn/"), ("其他法定信息", "/zwgk/fdzdgknr/qtfdxx/")
    ),
    "/zwgk/fdzdgknr/qtfdxx/": links(
        ("建议提案", "/zwgk/fdzdgknr/qtfdxx/jyta/"),
        ("法治政府建设年度报告", "/zwgk/fdzdgknr/qtfdxx/a17/"),
    ),
    "/zwgk/fdzdgknr/qtfdxx/a17/": rows(REPORTS),
    "/zwgk/tzgg/": rows(NEWS) + "<p>共290条</p>",
}
