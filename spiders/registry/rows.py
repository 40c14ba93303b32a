"""The keys of a registry row: what each may hold, and the portal that they make."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any, Literal
from urllib.parse import urlsplit

from archive.records import Portal
from spiders.families.names import FAMILY_IDS

Row = Mapping[str, Any]
"""A row as TOML gives it, before it is checked."""

PORTAL_ID = re.compile(r"[a-z0-9-]{1,64}")
REGION = re.compile(r"[0-9]{6}")
HOST = re.compile(
    r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?::\d{1,5})?",
    re.I,
)

PROVINCES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 66 71 81 82 99".split()
)
"""First two digits of a code. 66 is the production corps' own series; 99 no place bears, so that samples may invent."""

RENDER = ("always", "never")
SLOWEST, EARLIEST, LAST = 600.0, 1990, 2100


def problems(row: object) -> list[tuple[str, str]]:
    """Return what is wrong with a row: (key, what and what to do), all of it."""
    if not isinstance(row, Mapping):
        return [
            ("", "a table of keys is wanted, as in [kecheng] with name, region and home below it")
        ]
    found = [(key, _unknown(key)) for key in row if key not in CHECKS]
    found += [(key, "is missing") for key in ("name", "region", "home") if key not in row]
    for key, check in CHECKS.items():
        wrong = check(row[key]) if key in row else None
        if wrong:
            found.append((key, wrong))
    if row.get("enabled") is False and "reason" not in row:
        found.append(("reason", "is missing: a row that is not enabled says why"))
    return found


def portal_of(portal: str, row: Row) -> Portal:
    """Return the portal of a row in which `problems` found none."""
    until = row.get("until")
    expect = row.get("expect", {})
    render: Literal["always", "never"] | None = row.get("render")
    return Portal(
        portal=portal,
        name=row["name"],
        region=row["region"],
        home=row["home"],
        family=row.get("family"),
        lists=tuple(row.get("lists", ())),
        hosts=tuple(host.lower() for host in row.get("hosts", ())),
        render=render,
        delay=float(row["delay"]) if "delay" in row else None,
        since=row.get("since"),
        until=until.isoformat() if isinstance(until, date) else until,
        expect_min=expect.get("min"),
        enabled=row.get("enabled", True),
        reason=row.get("reason"),
    )


def did_you_mean(word: str, known: tuple[str, ...]) -> str:
    """Return `, did you mean 'family'?`, or '' where nothing is near."""
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    return f", did you mean '{near[0]}'?" if near else ""


def _unknown(key: str) -> str:
    hint = did_you_mean(key, tuple(CHECKS))
    return f"unknown key '{key}'{hint}" + ("" if hint else f"; the keys are {', '.join(CHECKS)}")


def _words(value: object) -> str | None:
    if isinstance(value, str) and value.strip():
        return None
    return f"{value!r} is not text in quotes"


def _region(value: object) -> str | None:
    if not isinstance(value, str):
        return f'{value!r} must be quoted, as in "330802"'
    if not REGION.fullmatch(value):
        return f"'{value}' is not six digits (GB/T 2260)"
    if value[:2] not in PROVINCES:
        return f"'{value}': no province has a code that begins with {value[:2]}"
    return None


def _url(value: object) -> str | None:
    if not isinstance(value, str):
        return f"{value!r} is not an address in quotes"
    try:
        parts = urlsplit(value)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        return f"'{value}' is not an address: {error}"
    if parts.scheme not in ("http", "https") or not host or not HOST.fullmatch(host):
        return f"'{value}' is not an address that begins with http:// or https:// and a host"
    if parts.username is not None or port == 0 or re.search(r"\s", value):
        return f"'{value}' is not a plain address: no user, no white space, a real port"
    return None


def _urls(value: object) -> str | None:
    return _each(value, _url, "addresses")


def _host(value: object) -> str | None:
    if isinstance(value, str) and HOST.fullmatch(value):
        return None
    return f"{value!r} is not a host name: write it without http:// and path"


def _hosts(value: object) -> str | None:
    return _each(value, _host, "host names")


def _each(value: object, check: Callable[[object], str | None], what: str) -> str | None:
    if not isinstance(value, list) or not value:
        return f"{value!r} is not a list of {what}; leave the key out where there is none"
    wrong = next(filter(None, map(check, value)), None)
    twice = next((item for item in value if value.count(item) > 1), None)
    return wrong or (f"holds {twice!r} twice" if twice is not None else None)


def _family(value: object) -> str | None:
    if isinstance(value, str) and value in FAMILY_IDS:
        return None
    hint = did_you_mean(str(value), FAMILY_IDS)
    return f"unknown family {value!r}{hint}" + (
        "" if hint else f"; known are {', '.join(FAMILY_IDS)}"
    )


def _render(value: object) -> str | None:
    return (
        None
        if value in RENDER
        else f'{value!r} is neither "always" nor "never"; leave it out for auto'
    )


def _delay(value: object) -> str | None:
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= SLOWEST:
        return None
    return f"{value!r} is not a number of seconds from 0 to {SLOWEST:.0f}"


def _since(value: object) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool) and EARLIEST <= value <= LAST:
        return None
    return f"{value!r} is not a year, as in 2016"


def _until(value: object) -> str | None:
    if type(value) is date:
        return None
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return f"{value!r} is not a date, as in 2021-06-30"
    return None


def _expect(value: object) -> str | None:
    least = value.get("min") if isinstance(value, dict) and set(value) == {"min"} else None
    if isinstance(least, int) and not isinstance(least, bool) and least >= 0:
        return None
    return f"{value!r} is not {{min = 1}} with a whole number"


def _enabled(value: object) -> str | None:
    return None if isinstance(value, bool) else f"{value!r} is neither true nor false"


CHECKS: Mapping[str, Callable[[object], str | None]] = {
    "name": _words,
    "region": _region,
    "home": _url,
    "family": _family,
    "lists": _urls,
    "hosts": _hosts,
    "render": _render,
    "delay": _delay,
    "since": _since,
    "until": _until,
    "expect": _expect,
    "enabled": _enabled,
    "reason": _words,
}
