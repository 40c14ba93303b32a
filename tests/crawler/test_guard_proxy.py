"""The browser's way out: what the guard refuses is never connected to, whatever name it has."""

from __future__ import annotations

import asyncio

import pytest

from crawler.guard import Guard, parse_networks
from crawler.guard_proxy import GuardProxy, connected


class Far:
    """A server that counts who comes."""

    def __init__(self) -> None:
        self.came = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request with its first line."""
        self.came += 1
        head = await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + head.split(b"\r\n")[0])
        await writer.drain()
        writer.close()


async def through(request: str, allowed: str) -> tuple[bytes, int, set[str]]:
    """What the proxy answers, how often the far server was reached, what was refused."""
    far, guard = Far(), Guard(parse_networks(allowed))
    server = await asyncio.start_server(far.serve, "127.0.0.1", 0)
    proxy = GuardProxy(guard)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", await proxy.start())
    writer.write(
        request.replace("PORT", str(port)).encode()
        + b"\r\nHost: x\r\nProxy-Connection: keep-alive\r\n\r\n"
    )
    await writer.drain()
    try:
        answer = await asyncio.wait_for(reader.read(500), 10)
    finally:
        writer.close()
        await proxy.close()
        server.close()
    return answer, far.came, guard.refused


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f000001",
        "127.1",
        "0.0.0.0",
        "[::ffff:127.0.0.1]",
    ],
)
@pytest.mark.parametrize("form", ["GET http://{}:PORT/secret HTTP/1.1", "CONNECT {}:PORT HTTP/1.1"])
def test_an_address_inside_is_answered_403_and_never_connected_to(host: str, form: str) -> None:
    answer, came, refused = asyncio.run(through(form.format(host), ""))
    assert answer.startswith(b"HTTP/1.1 403")
    assert came == 0
    assert refused


def test_an_allowed_address_is_reached_with_the_path_alone() -> None:
    answer, came, refused = asyncio.run(
        through("GET http://127.0.0.1:PORT/a?b=1 HTTP/1.1", "127.0.0.0/8")
    )
    assert answer.endswith(b"GET /a?b=1 HTTP/1.1")
    assert (came, refused) == (1, set())


def test_what_is_no_request_gets_no_answer() -> None:
    answer, came, _ = asyncio.run(through("nonsense", "127.0.0.0/8"))
    assert (answer, came) == (b"", 0)


def test_where_one_address_of_a_host_does_not_answer_the_next_is_tried() -> None:
    async def greeted() -> bytes:
        async def greet(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(b"here")
            writer.close()

        server = await asyncio.start_server(greet, "127.0.47.2", 0)
        port = server.sockets[0].getsockname()[1]
        async with server:
            reader, writer = await connected(["127.0.47.1", "127.0.47.2"], port)
            found = await reader.read()
            writer.close()
            with pytest.raises(OSError, match="no address"):
                await connected(["127.0.47.1"], port)
        return found

    assert asyncio.run(greeted()) == b"here"
