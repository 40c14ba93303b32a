"""Registry files to portals: strictly, and with every error told at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from archive.errors import ConfigurationError
from archive.records import Portal
from spiders.registry import rows

MOST_ERRORS = 20
"""Errors told of one load; the rest is counted."""

SHORTEST_PREFIX = 2
"""Digits of a region prefix in `only`: a province's."""


TWICE = re.compile(r"Cannot declare \('([^']+)',\) twice \(at line (\d+)")
"""What tomllib says of a table that is there twice."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """One thing that is wrong with a registry, and where."""

    file: str
    portal: str | None
    """The row; None for the file as a whole."""
    key: str | None
    message: str

    def __str__(self) -> str:
        row = f" [{self.portal}]:" if self.portal is not None else ""
        key = f" {self.key}:" if self.key and not self.message.startswith("unknown key") else ""
        return f"{self.file}:{row}{key} {self.message}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Registry:
    """A registry as it was read."""

    portals: tuple[Portal, ...]
    """The sound rows, in the order of files and rows."""
    problems: tuple[Problem, ...]
    files: Mapping[str, str]
    """Portal id → name of its file."""


def load(path: Path, only: Sequence[str] = ()) -> tuple[Portal, ...]:
    """Return the portals of a TOML file or a folder of them, in the order of files and rows.

    `only` keeps those whose id, or the beginning of whose region code, is in it. Raises ConfigurationError with up to twenty
    errors, a line each, if anything in the registry is wrong, whether `only` asks for it or not.
    """
    registry = read(path)
    if registry.problems:
        told = [str(problem) for problem in registry.problems[:MOST_ERRORS]]
        rest = len(registry.problems) - len(told)
        raise ConfigurationError("\n".join([*told, *([f"… and {rest} more"] if rest else [])]))
    return select(registry.portals, only)


def read(path: Path) -> Registry:
    """Read a registry whole, sound rows and wrong ones."""
    portals: list[Portal] = []
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    for file in files(path):
        for found in _read_file(file):
            if isinstance(found, Problem):
                problems.append(found)
            elif found.portal in seen:
                told = (
                    f"the id is taken by a row of {seen[found.portal]}; "
                    "an id is given once in the whole registry"
                )
                problems.append(
                    Problem(file=file.name, portal=found.portal, key=None, message=told)
                )
            else:
                seen[found.portal] = file.name
                portals.append(found)
    return Registry(portals=tuple(portals), problems=tuple(problems), files=seen)


def files(path: Path) -> tuple[Path, ...]:
    """Return the registry's files, by name. Raises ConfigurationError where there is none."""
    if path.is_file():
        return (path,)
    if not path.is_dir():
        raise ConfigurationError(
            f"{path}: no such registry; FAZHI_REGISTRY names a TOML file or a folder of them"
        )
    found = tuple(sorted(file for file in path.glob("*.toml") if file.is_file()))
    if not found:
        raise ConfigurationError(
            f"{path}: this folder holds no .toml file; FAZHI_REGISTRY names a file or a folder of them"
        )
    return found


def select(portals: Sequence[Portal], only: Sequence[str]) -> tuple[Portal, ...]:
    """Return the portals that `only` asks for. Raises ConfigurationError for a word that fits no row."""
    wanted = tuple(word.strip() for word in only if word.strip())
    if not wanted:
        return tuple(portals)
    ids = {portal.portal for portal in portals}
    prefixes = tuple(
        word
        for word in wanted
        if word not in ids and word.isdigit() and len(word) >= SHORTEST_PREFIX
    )
    for word in wanted:
        if word not in ids and not (
            word in prefixes and any(p.region.startswith(word) for p in portals)
        ):
            hint = rows.did_you_mean(word, tuple(sorted(ids)))
            raise ConfigurationError(
                f"only={word}: no row has this id, and no region code begins so{hint}"
            )
    return tuple(
        p for p in portals if p.portal in wanted or p.region.startswith(prefixes or ("none",))
    )


def _read_file(file: Path) -> Iterator[Portal | Problem]:
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        yield _unreadable(file, str(error))
        return
    for portal, row in table.items():
        wrong = rows.problems(row)
        if not rows.PORTAL_ID.fullmatch(portal):
            wrong.insert(0, ("", "an id is 1 to 64 of a-z, 0-9 and -"))
        for key, message in wrong:
            yield Problem(file=file.name, portal=portal, key=key or None, message=message)
        if not wrong:
            yield rows.portal_of(portal, row)


def _unreadable(file: Path, told: str) -> Problem:
    twice = TWICE.search(told)
    if twice:
        message = f"the id is given twice in this file, again in line {twice[2]}"
        return Problem(file=file.name, portal=twice[1], key=None, message=message)
    return Problem(file=file.name, portal=None, key=None, message=f"not readable as TOML: {told}")
