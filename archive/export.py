"""Writes a table as JSON Lines, CSV or Parquet: the same rows in the same order, byte for byte."""

from __future__ import annotations

import csv
import itertools
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from sqlite_utils import Database

from archive.errors import ConfigurationError
from archive.selection import Selection
from archive.tables import INTEGERS, Cell, Table
from archive.whole import write_whole

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters that make a spreadsheet run a cell; the full-width ones do in East Asian versions."""
_BATCH = 500
"""Rows of a Parquet row group: some 6 MB of text."""

Rows = Iterator[tuple[Cell, ...]]


def export(db: Database, table: Table, selection: Selection, form: str, out: Path) -> int:
    """Write the selected rows to `out`, whole or not at all; gives their number.

    Raises ConfigurationError for an unknown format or where `out` cannot be written, NoSpace where there is no room.
    """
    write = WRITERS.get(form)
    if write is None:
        raise ConfigurationError(f"--format {form}: give one of {', '.join(WRITERS)}")
    return write_whole(out, "--out", lambda stream: write(stream, table, table.rows(db, selection)))


def to_jsonl(stream: IO[bytes], table: Table, rows: Rows) -> int:
    """One JSON object a line, UTF-8, every column in each."""
    count = 0
    for row in rows:
        line = json.dumps(dict(zip(table.columns, row, strict=True)), ensure_ascii=False)
        stream.write(line.encode() + b"\n")
        count += 1
    return count


class _Encoded:
    """A text file for the csv module, over a stream of bytes."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        return self._stream.write(text.encode())


def to_csv(stream: IO[bytes], table: Table, rows: Rows) -> int:
    """RFC 4180 with a byte-order mark, so that Excel shows the characters; newlines stay, quoted.

    A cell that a spreadsheet would run as a formula begins with an apostrophe; NULL is empty.
    """
    stream.write(b"\xef\xbb\xbf")
    writer = csv.writer(_Encoded(stream), lineterminator="\r\n")
    writer.writerow(table.columns)
    count = 0
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])
        count += 1
    return count


def harmless(cell: Cell) -> Cell:
    """The cell, with an apostrophe before what a spreadsheet would run; NUL, which ends a cell, left out."""
    if not isinstance(cell, str):
        return cell
    cell = cell.replace("\0", "")
    return "'" + cell if cell.startswith(_FORMULA) else cell


def to_parquet(stream: IO[bytes], table: Table, rows: Rows) -> int:
    """Parquet with declared types: text, but for the columns that count."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema(
        [(name, pa.int64() if name in INTEGERS else pa.string()) for name in table.columns]
    )
    count = 0
    with pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        while batch := list(itertools.islice(rows, _BATCH)):
            columns = [list(column) for column in zip(*batch, strict=True)]
            writer.write_table(pa.table(columns, schema=schema))
            count += len(batch)
    return count


WRITERS: dict[str, Callable[[IO[bytes], Table, Rows], int]] = {
    "jsonl": to_jsonl,
    "csv": to_csv,
    "parquet": to_parquet,
}
