"""Writes a file whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import IO

from archive.errors import ConfigurationError, FazhiError, NoSpace
from archive.space import FULL, room


def write_whole(out: Path, option: str, write: Callable[[IO[bytes]], int]) -> int:
    """Give `write` a stream whose bytes become the file `out`; what stood there stays until all are there.

    `option` names the argument that `out` came from. Raises ConfigurationError where it cannot be written, NoSpace
    where there is no room. Gives what `write` gives.
    """
    try:
        if out.exists() and not out.is_file():
            # A pipe or device takes the bytes as they come; a folder is an error.
            with out.open("wb") as stream:
                return write(stream)
        out = out.resolve()
        out.parent.mkdir(parents=True, exist_ok=True)
        return _replace(out, write)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _unwritten(error, out, option) from error


def write_text(out: Path, text: str) -> None:
    """A file of ours, in UTF-8, as whole; its folder is made. Raises NoSpace and OSError."""
    with room(out):
        out.parent.mkdir(parents=True, exist_ok=True)
        _replace(out, lambda stream: stream.write(text.encode()))


def _unwritten(error: OSError, out: Path, option: str) -> FazhiError:
    kind = NoSpace if error.errno in FULL else ConfigurationError
    return kind(f"{out}: {error.strerror or error}; give another {option}")


def _replace(out: Path, write: Callable[[IO[bytes]], int]) -> int:
    """Write beside the file and take its place at the end, so that no half file is ever seen."""
    partial = out.with_name(out.name + ".partial")
    try:
        with partial.open("wb") as stream:
            count = write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(out)
    finally:
        partial.unlink(missing_ok=True)
    return count
