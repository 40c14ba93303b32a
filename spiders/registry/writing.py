"""A portal as the TOML of its row."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from archive import whole
from archive.records import Portal


def row_text(portal: Portal, remarks: Iterable[str] = ()) -> str:
    """Return the row, `remarks` as comments under its id; read back it gives the same portal."""
    values: dict[str, str | None] = {
        "name": _quoted(portal.name),
        "region": _quoted(portal.region),
        "home": _quoted(portal.home),
        "family": _quoted(portal.family) if portal.family else None,
        "lists": _listed(portal.lists),
        "hosts": _listed(portal.hosts),
        "render": _quoted(portal.render) if portal.render else None,
        "delay": None if portal.delay is None else f"{portal.delay:g}",
        "since": None if portal.since is None else str(portal.since),
        "until": portal.until,
        "expect": None if portal.expect_min is None else f"{{min = {portal.expect_min}}}",
        "enabled": None if portal.enabled else "false",
        "reason": _quoted(portal.reason) if portal.reason else None,
    }
    lines = [f"[{portal.portal}]", *(f"# {' '.join(remark.split())}" for remark in remarks)]
    lines += [f"{key:<6} = {value}" for key, value in values.items() if value is not None]
    return "\n".join(lines) + "\n"


def append_row(file: Path, portal: Portal) -> None:
    """Put a row at the end of a registry file, which is made if it is not there. Raises NoSpace, and leaves the file as it was."""
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    gap = "" if not before else "\n" if before.endswith("\n") else "\n\n"
    whole.write_text(file, before + gap + row_text(portal))


def _quoted(text: str) -> str:
    """A JSON string is a TOML string too, but for the delete character, which TOML wants escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _listed(items: tuple[str, ...]) -> str | None:
    return f"[{', '.join(map(_quoted, items))}]" if items else None
