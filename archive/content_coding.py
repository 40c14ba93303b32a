"""Removes a payload's content coding (RFC 9110 §8.4), within bounds."""

from __future__ import annotations

import sys
import zlib
from typing import Literal

import brotli  # type: ignore[import-untyped]

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

__all__ = ["LARGEST", "Problem", "remove_codings", "zstd"]

LARGEST = 64 << 20
"""Most bytes that a payload may unpack to: sixty times the largest report seen, a small part of a bomb."""

UNREADABLE = frozenset(
    {"compress", "x-compress", "exi", "pack200-gzip", "aes128gcm", "dcb", "dcz", "sdch"}
)
"""Codings of IANA's registry that no portal was seen to use."""

Problem = Literal["too_large", "truncated", "decode_failed"]


def remove_codings(
    payload: bytes, header: str, largest: int = LARGEST
) -> tuple[bytes, Problem | None]:
    """The payload without the codings that `header` (Content-Encoding) lists, and what went wrong.

    A payload that is plainly not in the coding which its header names is given as it is: servers
    that mark a plain page as gzip are common. What was unpacked before a fault is given with the fault.
    """
    names = [name.strip().lower() for name in header.split(",")]
    for name in reversed([name for name in names if name and name != "identity"]):
        payload, problem = _remove(payload, name, largest)
        if problem:
            return payload, problem
    return payload, None


def _remove(payload: bytes, name: str, largest: int) -> tuple[bytes, Problem | None]:
    if not payload:
        return payload, None
    if name in {"gzip", "x-gzip"}:
        return (
            _inflate(payload, zlib.MAX_WBITS + 16, largest)
            if payload[:2] == b"\x1f\x8b"
            else (payload, None)
        )
    if name == "deflate":
        # RFC 9110 wants zlib's wrapper; old servers send the bare stream.
        wrapped = payload[0] & 0x0F == 8 and int.from_bytes(payload[:2], "big") % 31 == 0
        return _inflate(payload, zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS, largest)
    if name == "br":
        return _unbrotli(payload, largest)
    if name == "zstd":
        return _unzstd(payload, largest)
    if name in UNREADABLE:
        return payload, "decode_failed"
    # No coding at all: `utf-8`, `none` and the like are put there by mistake, and browsers pass them over.
    return payload, None


def _unzstd(payload: bytes, largest: int) -> tuple[bytes, Problem | None]:
    unpacker = zstd.ZstdDecompressor()
    try:
        body = unpacker.decompress(payload, largest + 1)
    except zstd.ZstdError:
        return payload[:largest], "decode_failed"
    if len(body) > largest:
        return body[:largest], "too_large"
    return body, None if unpacker.eof else "truncated"


def _inflate(payload: bytes, window: int, largest: int) -> tuple[bytes, Problem | None]:
    parts: list[bytes] = []
    room = largest
    while payload:
        packed = zlib.decompressobj(window)
        try:
            part = packed.decompress(payload, room)
        except zlib.error:
            # Bytes after a whole member are padding; a first member that fails is no coding of ours.
            return b"".join(parts) or payload, None if parts else "decode_failed"
        parts.append(part)
        room -= len(part)
        if packed.unconsumed_tail or room <= 0:
            return b"".join(parts), "too_large"
        if not packed.eof:
            return b"".join(parts), "truncated"
        payload = packed.unused_data if window > zlib.MAX_WBITS else b""
    return b"".join(parts), None


def _unbrotli(payload: bytes, largest: int) -> tuple[bytes, Problem | None]:
    unpacker, parts, size = brotli.Decompressor(), [], 0
    try:
        for start in range(0, len(payload), 4096):
            part = unpacker.process(
                payload[start : start + 4096], output_buffer_limit=largest - size + 1
            )
            size += len(part)
            parts.append(part)
            while size <= largest and not unpacker.can_accept_more_data():
                part = unpacker.process(b"", output_buffer_limit=largest - size + 1)
                size += len(part)
                parts.append(part)
            if size > largest:
                return b"".join(parts)[:largest], "too_large"
    except brotli.error:
        return b"".join(parts) or payload, "decode_failed"
    return b"".join(parts), None if unpacker.is_finished() else "truncated"
