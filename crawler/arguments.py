"""Reads the arguments and settings of a harvest; every mistake is named before any request is made."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from scrapy.settings import BaseSettings

from archive.errors import ConfigurationError
from archive.records import Portal
from crawler.guard import parse_networks

KNOWN = ("only", "years", "mode", "today")


@dataclass(frozen=True, kw_only=True, slots=True)
class Arguments:
    """What `scrapy crawl portals` was told."""

    only: tuple[str, ...]
    years: tuple[int, int] | None
    mode: Literal["auto", "quick", "full"]
    today: date
    given: str
    """The arguments as given, as JSON: a killed harvest is resumed by the same ones."""

    def wants_year(self, year: int) -> bool:
        """Whether articles and coverage of this report year are wanted."""
        return self.years is None or self.years[0] <= year <= self.years[1]


def parse(given: Mapping[str, str], wall_date: date) -> Arguments:
    """The arguments. Raises ConfigurationError naming the one that is wrong."""
    unknown = sorted(set(given) - set(KNOWN))
    if unknown:
        raise ConfigurationError(
            f"-a {unknown[0]}=…: no such argument; there are {', '.join(KNOWN)}"
        )
    mode = given.get("mode", "auto")
    if mode not in {"auto", "quick", "full"}:
        raise ConfigurationError(f"-a mode={mode}: must be auto, quick or full")
    return Arguments(
        only=tuple(part.strip() for part in given.get("only", "").split(",") if part.strip()),
        years=_years(given["years"]) if given.get("years") else None,
        mode=mode,  # type: ignore[arg-type]
        today=_today(given["today"]) if given.get("today") else wall_date,
        given=json.dumps(dict(sorted(given.items())), ensure_ascii=False),
    )


def _years(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", text)
    if found is None or int(found[1]) > int(found[2] or found[1]):
        raise ConfigurationError(f"-a years={text}: write one year or a range, like 2019-2024")
    return int(found[1]), int(found[2] or found[1])


def _today(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 (a day, of no zone)
    except ValueError:
        raise ConfigurationError(f"-a today={text}: no date; write it like 2025-04-15") from None


WHOLE = ("FAZHI_MIN_FREE_BYTES", "FAZHI_READERS", "FAZHI_PORTAL_BUDGET", "CONCURRENT_REQUESTS")
NUMBERS = ("DOWNLOAD_DELAY", "DOWNLOAD_TIMEOUT", *WHOLE)


def check_settings(settings: BaseSettings) -> None:
    """Raise ConfigurationError where a setting of ours is wrong."""
    parse_networks(settings.get("FAZHI_ALLOW_PRIVATE") or "")
    for name in ("FAZHI_ARCHIVE", "FAZHI_REGISTRY"):
        if not str(settings.get(name) or ""):
            raise ConfigurationError(f"{name}=: must name a folder")
    render = settings.get("FAZHI_RENDER")
    if render not in {"auto", "never", "always"}:
        raise ConfigurationError(f"FAZHI_RENDER={render}: must be auto, never or always")
    for name in NUMBERS:
        try:
            value = settings.get(name)
            number = int(value) if name in WHOLE else float(value)
        except (TypeError, ValueError):
            kind = "whole number" if name in WHOLE else "number"
            raise ConfigurationError(f"{name}={settings.get(name)!r}: must be a {kind}") from None
        if not 0 <= number < float("inf"):
            raise ConfigurationError(f"{name}={number:g}: must not be negative or without end")
    user_agent(settings)


def user_agent(settings: BaseSettings) -> str:
    """How we name ourselves: USER_AGENT, joined by FAZHI_CONTACT. Raises ConfigurationError where no header can hold it."""
    agent, contact = str(settings.get("USER_AGENT")), str(settings.get("FAZHI_CONTACT") or "")
    if not (contact.isascii() and contact.isprintable()):
        raise ConfigurationError(
            f"FAZHI_CONTACT={contact!r}: must be a mail or web address in plain letters"
        )
    if not contact:
        return agent
    return (
        f"{agent.removesuffix(')')}; {contact})" if agent.endswith(")") else f"{agent} ({contact})"
    )


def registry_path(settings: BaseSettings) -> Path:
    """Where the registry lies. Raises ConfigurationError where nothing is there."""
    path = Path(settings.get("FAZHI_REGISTRY"))
    if not path.exists():
        raise ConfigurationError(f"FAZHI_REGISTRY={path}: no such file or folder")
    return path


def choose(registry: tuple[Portal, ...], arguments: Arguments) -> tuple[Portal, ...]:
    """The rows to harvest: enabled, not closed by `until`, and among `only`. Raises ConfigurationError."""
    today = arguments.today.isoformat()
    rows = [row for row in registry if row.enabled and (row.until is None or row.until >= today)]
    if arguments.only:
        known = {row.portal for row in registry}
        for name in arguments.only:
            if name not in known and not any(row.region.startswith(name) for row in registry):
                raise ConfigurationError(
                    f"-a only={name}: no row of the registry has this id or region"
                )
        rows = [
            row
            for row in rows
            if row.portal in arguments.only
            or any(name.isdigit() and row.region.startswith(name) for name in arguments.only)
        ]
    if not rows:
        raise ConfigurationError(
            "no portal to harvest: all rows are disabled, closed, or left out by -a only="
        )
    return tuple(rows)
