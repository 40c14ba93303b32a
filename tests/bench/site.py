"""The benchmark's portals: N articles over loopback hosts, made beforehand, served from memory."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from tests.sample.documents import Frame, Source, report
from tests.sample.nouns import Government, Report
from tests.sample.prose import Speaker

HOSTS = 16
ROWS = 20
"""Rows of a list page."""
FIRST_YEAR = 2004
LAST_YEAR = 2024
NAMES = "松禾柏竹梅兰菊荷桐杉槐柳枫榆桑梓"
DEPARTMENTS = "公安 民政 财政 教育 商务 审计 水利 统计 体育 司法 信访 林业 气象 交通 农业".split()
LINKS = 120
STYLES = 220
"""Menu links and style rules around the article: with them a page has some 27 kB, as portals' pages do."""


@dataclass(frozen=True, kw_only=True)
class Article:
    """One page of the benchmark."""

    path: str
    title: str
    date: str
    html: bytes


def address(host: int) -> str:
    """Return the loopback address of the host with that number, from 0."""
    return f"127.0.61.{host + 1}"


def government(host: int) -> Government:
    """Return the invented county that speaks on a host."""
    name = NAMES[host % 16] + (NAMES[host // 16] if host >= 16 else "")
    return Government(
        name=f"{name}川县",
        region=f"99{host // 60 + 3:02d}{host % 60 + 21}",
        shown=f"{name}川县",
        mark=f"{name}政",
        parent="澄湾市",
        cited="澄政发",
    )


def articles(host: int, count: int) -> list[Article]:
    """Make the host's reports, newest first: the government's, then one department's after another."""
    county = government(host)
    source = Source(seed=host, bank="a")
    made = []
    for number in range(count):
        back, body = number % (LAST_YEAR - FIRST_YEAR + 1), number // (LAST_YEAR - FIRST_YEAR + 1)
        department = None if body == 0 else f"{_department(body - 1)}局"
        speaker = Speaker(government=county, department=department)
        year = LAST_YEAR - back
        title = f"{speaker.body}{year}年法治政府建设年度报告"
        signed = f"{year + 1}-03-{number % 28 + 1:02d}"
        frame = Frame(title=title, number="line")
        made.append(_article(number, report(source, speaker, year, frame, signed), signed))
    return sorted(made, key=lambda article: (article.date, article.path), reverse=True)


def _department(number: int) -> str:
    size = len(DEPARTMENTS)
    return DEPARTMENTS[number % size] + ("" if number < size else NAMES[number // size])


def _article(number: int, shown: Report, date: str) -> Article:
    compact = date.replace("-", "")
    body = "".join(f"<p>{line}</p>\n" for line in shown.text.split("\n"))
    menu = "".join(f'<li><a href="/menu/{n}/">栏目{n}</a></li>' for n in range(LINKS))
    styles = "".join(
        f".menu li.no{n} {{ float: left; width: {n}px; color: #333; }}\n" for n in range(STYLES)
    )
    html = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{shown.title}</title>
<meta name="ArticleTitle" content="{shown.title}"><meta name="PubDate" content="{date} 09:12">
<style>{styles}</style></head><body><ul class="menu">{menu}</ul>
<h1>{shown.title}</h1><div class="info">发布时间：{date} 来源：{shown.body} 字体：【大 中 小】</div>
<div class="TRS_Editor">{body}</div><div class="footer">主办：{shown.body} 打印 关闭</div></body></html>"""
    return Article(
        path=f"/fzbg/{compact[:6]}/t{compact}_{100000 + number}.html",
        title=shown.title,
        date=date,
        html=html.encode(),
    )


def list_pages(made: list[Article]) -> Iterator[tuple[str, bytes]]:
    """Yield the column's pages in the way of a static TRS directory."""
    pages = max(1, -(-len(made) // ROWS))
    for page in range(pages):
        rows = "".join(
            f'<li><a href="{one.path}">{one.title}</a><span>{one.date}</span></li>'
            for one in made[page * ROWS : (page + 1) * ROWS]
        )
        html = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>法治政府建设年度报告</title>
</head><body><ul class="list">{rows}</ul>
<script>createPageHTML({pages}, {page}, "index", "html");</script></body></html>"""
        yield f"/fzbg/index{f'_{page}' if page else ''}.html", html.encode()


def site(host: int, count: int) -> dict[str, bytes]:
    """Return all that a host serves: path → body."""
    made = articles(host, count)
    served = dict(list_pages(made))
    served.update((one.path, one.html) for one in made)
    served["/robots.txt"] = b"User-agent: *\nDisallow: /admin/\n"
    served["/"] = '<html><body><a href="/fzbg/">法治政府建设年度报告</a></body></html>'.encode()
    served["/fzbg/"] = served["/fzbg/index.html"]
    return served


def shares(pages: int, hosts: int = HOSTS) -> list[int]:
    """Spread the articles over the hosts, 240 of them at most."""
    return [pages // hosts + (host < pages % hosts) for host in range(hosts)]


async def answer(
    served: dict[str, bytes], reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    """Answer the requests of one connection, one after another."""
    try:
        while head := await reader.readuntil(b"\r\n\r\n"):
            path = head.split(b" ", 2)[1].decode("ascii", "replace")
            body = served.get(path)
            status = "200 OK" if body is not None else "404 Not Found"
            body = body or b""
            kind = "text/plain" if path == "/robots.txt" else "text/html; charset=utf-8"
            writer.write(
                f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
                + body
            )
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()


async def serve(pages: int, port: int, hosts: int) -> None:
    """Serve all hosts until stdin closes: the benchmark that started us has ended, well or not."""
    sites = [site(host, share) for host, share in enumerate(shares(pages, hosts))]
    servers = [
        await asyncio.start_server(partial(answer, served), address(host), port)
        for host, served in enumerate(sites)
    ]
    print("ready", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    for server in servers:
        server.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--hosts", type=int, default=HOSTS)
    asked = parser.parse_args()
    asyncio.run(serve(asked.pages, asked.port, asked.hosts))
