"""Which reports a reader wants: by region, by year, by level."""

from __future__ import annotations

import re
import typing
from dataclasses import dataclass

from archive.errors import ConfigurationError
from archive.records import Level

LEVELS: tuple[str, ...] = typing.get_args(Level)
_YEARS = re.compile(r"(\d{4})?(-)?(\d{4})?$")


@dataclass(frozen=True, kw_only=True, slots=True)
class Selection:
    """What to list; None: all of it."""

    region: str | None = None
    """First digits of a GB/T 2260 code."""
    first_year: int | None = None
    last_year: int | None = None
    level: str | None = None

    def parameters(self) -> dict[str, str | int | None]:
        """Values for the named parameters of a query: :region, :first_year, :last_year, :level."""
        return {
            "region": self.region,
            "first_year": self.first_year,
            "last_year": self.last_year,
            "level": self.level,
        }


def select(region: str | None, years: str | None, level: str | None) -> Selection:
    """The selection that a command line asks for: `33`, `2019-2024`, `county`.

    Raises ConfigurationError, naming the argument, for what is no code, year or level.
    """
    if region is not None and not re.fullmatch(r"\d{1,12}", region):
        raise ConfigurationError(
            f"--region {region}: give the first digits of a region code, such as 33 or 330802"
        )
    if level is not None and level not in LEVELS:
        raise ConfigurationError(f"--level {level}: give one of {', '.join(LEVELS)}")
    first, last = year_range(years) if years is not None else (None, None)
    return Selection(region=region, first_year=first, last_year=last, level=level)


def year_range(years: str) -> tuple[int | None, int | None]:
    """First and last of `2019`, `2019-2024`, `2019-` or `-2024`. Raises ConfigurationError for anything else."""
    found = _YEARS.match(years)
    if found is None or not (found[1] or found[3]) or (found[1] and found[3] and not found[2]):
        raise ConfigurationError(
            f"--year {years}: give a year or a range, such as 2019 or 2019-2024"
        )
    first = int(found[1]) if found[1] else None
    last = int(found[3]) if found[3] else None
    if not found[2]:
        return first or last, first or last
    if first and last and first > last:
        raise ConfigurationError(f"--year {years}: the first year is after the last")
    return first, last
