"""A server of raw sockets: it sends whatever bytes it is told to, at any pace, on many loopback addresses."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

NETWORK = "127.0.43.0/24"
"""What the harvests of these tests may reach; 127.0.0.1 stays private to them."""

Script = Callable[["Asked", asyncio.StreamWriter], Awaitable[None]]
"""Sends an answer in its own way."""
Answer = bytes | Script
Site = Mapping[str, Answer]
"""By path; `*` answers all others."""


@dataclass(frozen=True)
class Asked:
    """A request, as its bytes say."""

    address: str
    path: str
    headers: Mapping[str, str]


@dataclass
class Hostile:
    """The running server."""

    port: int
    sites: dict[str, Site]
    asked: list[Asked] = field(default_factory=list)
    connections: list[str] = field(default_factory=list)
    """Addresses that were connected to, also where nothing was asked."""

    def url(self, address: str, path: str = "/") -> str:
        """An address of this server."""
        return f"http://{address}:{self.port}{path}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, one answer."""
        address = writer.get_extra_info("sockname")[0]
        self.connections.append(address)
        with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            first, *lines = head.split("\r\n")
            pairs = (line.partition(":") for line in lines if line)
            headers = {name.lower(): value.strip() for name, _, value in pairs}
            asked = Asked(address, first.split(" ")[1], headers)
            self.asked.append(asked)
            site = self.sites.get(address, {})
            answer = site.get(
                asked.path.partition("?")[0], site.get("*", page("", status="404 Not Found"))
            )
            if isinstance(answer, bytes):
                writer.write(answer)
            else:
                await answer(asked, writer)
            await writer.drain()
        with contextlib.suppress(OSError):
            writer.close()
            await writer.wait_closed()

    def paths(self, address: str) -> list[str]:
        """What was asked of an address, in order."""
        return [asked.path for asked in self.asked if asked.address == address]


def answer(
    body: bytes, *headers: bytes, status: str = "200 OK", length: int | None = None
) -> bytes:
    """A whole answer; `length` lies about the body where it is given."""
    lines = [f"HTTP/1.1 {status}".encode(), *headers, b"Connection: close",
             b"Content-Length: %d" % (len(body) if length is None else length)]  # fmt: skip
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def page(html: str, *headers: bytes, status: str = "200 OK") -> bytes:
    """A page of HTML."""
    return answer(html.encode(), b"Content-Type: text/html; charset=utf-8", *headers, status=status)


def to(location: str, *headers: bytes) -> bytes:
    """A redirect."""
    return answer(b"", b"Location: " + location.encode(), *headers, status="302 Found")


REPORT = "".join(
    f"<p>{line}</p>"
    for line in (
        "2024年，我县坚持以习近平新时代中国特色社会主义思想为指导，深入贯彻习近平法治思想，扎实推进法治政府建设。现将有关情况报告如下：",
        "一、2024年推进法治政府建设的主要举措和成效",
        *(f"（{n}）依法全面履行政府职能。持续深化“放管服”改革，办理行政许可事项{1000 + i}件，废止规范性文件{3 + i}件。"
          for i, n in enumerate("一二三四五六七八")),
        "二、存在的不足和原因",
        "一年来，我县法治政府建设取得了一定成效，但仍存在执法力量不足、行政复议案件纠错率偏高等问题。",
        "三、党政主要负责人履行推进法治建设第一责任人职责情况",
        "县政府主要负责人认真履行第一责任人职责，主持召开常务会议研究法治工作6次。",
        "四、2025年推进法治政府建设的主要安排",
        "下一步，我县将继续深入学习贯彻习近平法治思想，全面推进依法行政。",
        "青石县人民政府", "2025年1月20日",
    )
)  # fmt: skip
"""A report that is one, so that only what is hostile about its page can keep it out."""


def article(title: str = "青石县人民政府2024年法治政府建设年度报告", body: str = REPORT) -> str:
    """An article page."""
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title></head><body>"
        f"<h1>{title}</h1><p>发布时间：2025-01-22 来源：县政府办</p><div class='content'>{body}</div></body></html>"
    )


def column(links: Mapping[str, str]) -> str:
    """A list page of a report column: title by path."""
    rows = "".join(
        f'<li><a href="{path}" title="{title}">{title}</a><span>2025-01-22</span></li>'
        for path, title in links.items()
    )
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>法治政府建设年度报告</title></head>"
        f"<body><div class='list'><ul>{rows}</ul></div></body></html>"
    )


def site(
    articles: Mapping[str, Answer], titles: Mapping[str, str] | None = None
) -> dict[str, Answer]:
    """A column at /list/ whose rows lead to these articles."""
    named = {
        path: (titles or {}).get(path, f"青石县人民政府{2024 - n % 8}年法治政府建设年度报告")
        for n, path in enumerate(articles)
    }
    return {"/list/": page(column(named)), **articles}


def registry(sites: Mapping[str, str], port: int, more: Mapping[str, str] | None = None) -> str:
    """A row for each portal, by id its address."""
    return "\n".join(
        f'[{name}]\nname = "青石县人民政府"\nregion = "990121"\nhome = "http://{address}:{port}/"\n'
        f'lists = ["http://{address}:{port}/list/"]\nsince = 2017\n{(more or {}).get(name, "")}\n'
        for name, address in sites.items()
    )


@contextmanager
def hostile(sites: Mapping[str, Site]) -> Iterator[Hostile]:
    """Serve each address's site from a thread of this process; one port for all."""
    sockets = _bind(list(sites))
    server = Hostile(port=sockets[0].getsockname()[1], sites=dict(sites))
    loop = asyncio.new_event_loop()

    async def listen() -> list[asyncio.Server]:
        return [
            await asyncio.start_server(server.serve, sock=one, limit=1 << 20) for one in sockets
        ]

    servers = loop.run_until_complete(listen())
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def close() -> None:
        for one in servers:
            one.close()
        rest = asyncio.all_tasks() - {asyncio.current_task()}
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)

    try:
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(close(), loop).result(20)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(20)
        loop.close()


def _bind(addresses: list[str]) -> list[socket.socket]:
    for _ in range(20):
        held: list[socket.socket] = []
        port = 0
        try:
            for address in addresses:
                one = socket.socket()
                held.append(one)
                one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                one.bind((address, port))
                one.listen(100)
                one.setblocking(False)
                port = one.getsockname()[1]
        except OSError:
            for one in held:
                one.close()
            continue
        return held
    raise OSError("no port is free on all addresses")
