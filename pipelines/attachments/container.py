"""A zip opened only after its directory was found to be within bounds."""

from __future__ import annotations

import contextlib
import io
import zipfile
import zlib

from pipelines.attachments.failure import ReadFailure

MAX_ENTRIES = 5_000
MAX_TOTAL = 100 * 1024 * 1024
"""Bytes of all entries together, as the directory declares them; reading holds them to it."""
MAX_RATIO = 200
_RATIO_FLOOR = 1024 * 1024  # below this, a high ratio is a small and regular XML part


def open_zip(body: bytes) -> zipfile.ZipFile:
    """The container, checked: entries, sum of sizes, ratio. Raises ReadFailure `corrupt` or `limit`.

    Nothing is ever written to disk, so names such as `../x` need no check.
    """
    # The directory's own count is looked at before zipfile builds an object for each entry.
    if body.count(b"PK\x01\x02") > 2 * MAX_ENTRIES:
        raise ReadFailure("limit", "zip: too many entries")
    try:
        container = zipfile.ZipFile(io.BytesIO(body))
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError) as error:
        raise ReadFailure("corrupt", f"zip: {error}") from error
    entries = container.infolist()
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > MAX_ENTRIES:
        raise ReadFailure("limit", f"zip: {len(entries)} entries, at most {MAX_ENTRIES}")
    if total > MAX_TOTAL:
        raise ReadFailure("limit", f"zip: {total} bytes unpacked, at most {MAX_TOTAL}")
    if total > _RATIO_FLOOR and total > MAX_RATIO * max(packed, 1):
        raise ReadFailure("limit", f"zip: {total} bytes from {packed}, at most {MAX_RATIO} times")
    return container


def entry_name(entry: zipfile.ZipInfo) -> str:
    """Its name; packers on Chinese Windows write GBK without saying so, which zipfile takes for code page 437."""
    name = entry.filename.replace("\\", "/")
    if not entry.flag_bits & 0x800 and not name.isascii():
        with contextlib.suppress(UnicodeError):
            return name.encode("cp437").decode("gb18030")
    return name


def read_entry(container: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """One entry's bytes, never more than its directory declares.

    Raises ReadFailure: `encrypted` for a password, `limit` for more bytes than declared, else `corrupt`.
    """
    if entry.flag_bits & 1:
        raise ReadFailure("encrypted", f"zip: {entry.filename!r} needs a password")
    try:
        with container.open(entry) as stream:
            data = stream.read(entry.file_size + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise ReadFailure("corrupt", f"zip: {entry.filename!r}: {error}") from error
    except (RuntimeError, NotImplementedError) as error:
        raise ReadFailure("corrupt", f"zip: {entry.filename!r}: {error}") from error
    if len(data) > entry.file_size:
        raise ReadFailure("limit", f"zip: {entry.filename!r} holds more than it declares")
    return data
