"""The sample's access log, read while it is written."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

Asked = tuple[str, str, str]
"""Method, address with port left out, path and query."""


@dataclass(slots=True)
class Tail:
    """What was answered since a moment."""

    path: Path
    offset: int = 0

    @classmethod
    def from_now(cls, path: Path) -> Tail:
        """Only what is answered after this."""
        return cls(path, path.stat().st_size if path.exists() else 0)

    def lines(self) -> list[dict[str, object]]:
        """Every whole line since then."""
        with self.path.open("rb") as stream:
            stream.seek(self.offset)
            data = stream.read()
        return [json.loads(line) for line in data[: data.rfind(b"\n") + 1].splitlines()]

    def count(self) -> int:
        """How many answers that are."""
        with self.path.open("rb") as stream:
            stream.seek(self.offset)
            return stream.read().count(b"\n")


def asked(lines: list[dict[str, object]]) -> Counter[Asked]:
    """How often each page was asked for; robots.txt and a rendered page's own scripts and calls left out."""
    return Counter(
        (str(row["method"]), str(row["host"]), str(row["path"]))
        for row in lines
        if row["path"] != "/robots.txt" and not is_part(str(row["path"]))
    )


def is_part(path: str) -> bool:
    """Whether a path is a rendered page's script, style or data call."""
    return path.endswith((".js", ".css", ".ico")) or "/api/" in path


def overlaps(lines: list[dict[str, object]]) -> list[str]:
    """Hosts that had two navigations under way at once."""
    by_host: dict[str, list[tuple[float, float, str]]] = {}
    for row in lines:
        if not is_part(str(row["path"])):
            span = (float(str(row["started"])), float(str(row["ended"])), str(row["path"]))
            by_host.setdefault(str(row["host"]), []).append(span)
    found = []
    for host, spans in by_host.items():
        spans.sort()
        found += [
            f"{host}: {one[2]} and {two[2]}"
            for one, two in itertools.pairwise(spans)
            if two[0] < one[1] - 0.001
        ]
    return found
