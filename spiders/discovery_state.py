"""How far the search for a portal's report columns has come, as values that JSON can hold."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from spiders.discovery_leads import Lead

BUDGET = 60
"""Requests per portal."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundColumn:
    """A column that discovery takes for one with reports, and how it was reached."""

    url: str
    family: str | None
    route: tuple[str, ...]
    """Words of the links from the home page on, or the slug or search that led here."""
    score: int
    """0 to 100: 90 and more where report titles were seen in a list of their own."""
    mixed: bool
    """Other papers stand among the reports."""
    collects_others: bool
    """Reports of other governments stand here too: the body is read from each document."""
    reports: int = 0
    """Report titles on its first page."""
    keys: tuple[str, ...] = ()
    """Digests of those rows' addresses."""
    goes_on: bool = False
    """There is a page after its first."""
    pages: int | None = None
    """Pages by its pager's word."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Discovery:
    """How far the search for one portal's columns has come."""

    portal: str
    name: str
    region: str
    home: str
    family: str | None = None
    hosts: tuple[str, ...] = ()
    pending: tuple[Lead, ...] = ()
    asked: str = ""
    spent: int = 0
    budget: int = BUDGET
    found: tuple[FoundColumn, ...] = ()
    weak: tuple[FoundColumn, ...] = ()
    """Columns that may hold reports on a later page: notices, the subject's news."""
    guesses: int = 0
    """Slug guesses made so far."""
    settled_at: int | None = None
    """Requests spent when the first column was found."""
    results: tuple[tuple[str, str], ...] = ()
    """Address and title of the reports that the portal's own search gave."""
    strays: tuple[tuple[str, str, str], ...] = ()
    """Address, title and date of reports met on pages that are no columns: a year's folder, a department's papers."""
    engines: tuple[Lead, ...] = ()
    """The portal's own site search: a request for each engine met."""
    sought: tuple[int, ...] = ()
    """Report years that the columns found first lack, for which the search goes on."""
    wanted: tuple[int, ...] = ()
    """Those of them that no row met since is of."""
    barren: int = 0
    """Latest requests in a row of the search for them that brought nothing."""
    looked: int = 0
    """Pages that were shown to the browser because they led nowhere without it."""
    front: str = ""
    """Digest of the rows that the home page shows: a page with the very same ones is the home page again."""
    given: tuple[str, ...] = ()
    """Columns that were handed over to be walked."""

    def to_json(self) -> dict[str, Any]:
        """The state as values that JSON can hold."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Discovery:
        """The state back from `to_json`.

        Raises:
            TypeError: the value is no such state.
        """
        held = dict(value)
        for name in ("pending", "engines"):
            held[name] = tuple(Lead.from_json(lead) for lead in held.get(name) or ())
        for name in ("hosts", "sought", "wanted", "given"):
            held[name] = tuple(held.get(name) or ())
        held["results"] = tuple((url, title) for url, title in held.get("results") or ())
        held["strays"] = tuple((url, title, day) for url, title, day in held.get("strays") or ())
        for name in ("found", "weak"):
            held[name] = tuple(
                FoundColumn(**{**one, "route": tuple(one["route"]), "keys": tuple(one["keys"])})
                for one in held.get(name) or ()
            )
        return cls(**held)
