"""How facts are printed: JSON, a table for a person, tab-separated lines for a pipe."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

Value = object


def print_json(value: Value) -> None:
    """One JSON document."""
    print(json.dumps(value, ensure_ascii=False, indent=1))


def print_json_rows(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """A JSON array of objects, one a line, written as they come."""
    before = "["
    for row in rows:
        line = json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False)
        print(before + line, end="")
        before = ",\n "
    print("]" if before != "[" else "[]")


def print_rows(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """A table on a terminal; else a header line and tab-separated lines."""
    if not sys.stdout.isatty():
        print("\t".join(columns))
        for row in rows:
            print("\t".join(flat(value) for value in row))
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(flat(value)) for value in row))
    Console().print(table)


def flat(value: Value) -> str:
    """A value on one line, without what would steer a terminal; '' for None."""
    text = "" if value is None else str(value)
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def plain(text: str) -> str:
    """A text of several lines without what would steer a terminal."""
    return "".join(c if c.isprintable() or c == "\n" else "\N{REPLACEMENT CHARACTER}" for c in text)
