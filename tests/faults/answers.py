"""Answers that do harm by their own bytes: bombs, bodies without end, bodies cut short, one byte at a time."""

from __future__ import annotations

import asyncio
import gzip
import io
import zlib
from functools import cache

import brotli  # type: ignore[import-untyped]
from backports import zstd

from tests.faults.hostile import Asked, Script, answer, article, page, to

MEBIBYTE = 1 << 20
BOMB = 200 * MEBIBYTE
"""What a bomb unpacks to: six times what is let in."""
HTML = b"Content-Type: text/html; charset=utf-8"


@cache
def bomb(coding: str) -> bytes:
    """Two hundred mebibytes of one letter, packed."""
    if coding == "gzip":
        member = gzip.compress(b"0" * (10 * MEBIBYTE), 9, mtime=0)
        return member * (BOMB // (10 * MEBIBYTE))
    if coding == "deflate":
        return zlib.compress(b"0" * BOMB, 9)
    if coding == "br":
        packer = brotli.Compressor(quality=5)
        parts = [packer.process(b"0" * MEBIBYTE) for _ in range(BOMB // MEBIBYTE)]
        return b"".join([*parts, packer.finish()])
    stream = io.BytesIO()
    with zstd.open(stream, "wb") as packed:
        for _ in range(BOMB // MEBIBYTE):
            packed.write(b"0" * MEBIBYTE)
    return stream.getvalue()


def coded(coding: str, body: bytes) -> bytes:
    """An answer in a content coding."""
    return answer(body, HTML, b"Content-Encoding: " + coding.encode())


def endless() -> Script:
    """A body without end, as fast as it is taken."""

    async def send(_: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<html>"
        )
        while True:
            writer.write(b"<p>" + b"endless " * 8192)
            await writer.drain()

    return send


def slow(seconds: float) -> Script:
    """One byte, a pause, one byte."""

    async def send(_: Asked, writer: asyncio.StreamWriter) -> None:
        for byte in page(article()):
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(seconds)

    return send


def cut_chunk() -> bytes:
    """A chunked body whose last chunk never comes whole."""
    body = article().encode()
    head = (
        b"HTTP/1.1 200 OK\r\n"
        + HTML
        + b"\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    )
    return head + b"%x\r\n" % len(body) + body[: len(body) // 2]


def cookie_gate(_: str = "") -> Script:
    """Redirects to itself with a cookie, until the cookie comes."""

    async def send(asked: Asked, writer: asyncio.StreamWriter) -> None:
        passed = "gate=open" in asked.headers.get("cookie", "")
        writer.write(
            page(article()) if passed else to(asked.path, b"Set-Cookie: gate=open; path=/")
        )

    return send
