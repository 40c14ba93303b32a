"""The bodies of the registry: they know names that no table of divisions has, and who owns a host."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from archive.records import Level, Portal
from archive.urls import bare_host, host_of, hosts_of, site_of
from pipelines import regions
from pipelines.issuing_body import complete_body, normal_department

GOVERNMENT = ("人民政府办公厅", "人民政府办公室", "人民政府", "行政公署", "政府")
"""Endings that make a name the government's own; longest first."""
_TOWNSHIP = re.compile(
    r"(?:人民政府)?([\u4e00-\u9fff]{1,10}?(?:镇|乡|街道))(?:人民政府|政府|办事处)?"
)
_LOWER_GOVERNMENT = re.compile(r"[\u4e00-\u9fff]{1,12}[省市州盟县区旗](?:人民政府|政府).*")
_ZONE = re.compile(r"开发区|(?:管理委员会|管委会|实验区|示范区|新区|园区)$")


class Gazetteer:
    """The registry's rows by id, by the place of their body, and by host."""

    def __init__(self, portals: Iterable[Portal]) -> None:
        self._portals = {portal.portal: portal for portal in portals}
        self._places: dict[str, str] = {}
        for portal in self._portals.values():
            place = _without_ending(portal.name)
            if place is not None:
                self._places.setdefault(place, portal.region)
        self._departments: dict[str, str | None] = {}

    def portal(self, name: str) -> Portal | None:
        """A row by its id."""
        return self._portals.get(name)

    def place(self, name: str) -> tuple[str, str] | None:
        """Region of the registered place that a body's name begins with, the longest one, and the rest of the name.

        None where the rest is a government below the place: that one is not registered.
        """
        for length in range(len(name), 1, -1):
            region = self._places.get(name[:length])
            if region is not None:
                rest = name[length:]
                below = _LOWER_GOVERNMENT.fullmatch(rest) and not _TOWNSHIP.match(rest)
                return None if below else (region, rest)
        return None

    def department(self, portal: Portal) -> str | None:
        """The department, township or zone that a row answers for; None: its region's government."""
        if portal.portal not in self._departments:
            self._departments[portal.portal] = self._department(portal)
        return self._departments[portal.portal]

    def _department(self, portal: Portal) -> str | None:
        found = self.place(portal.name)
        if found is not None and found[0] == portal.region:
            return department_of(found[1])
        body = complete_body(portal.name, None, regions.Hints())
        return None if body is None else body.department

    @cached_property
    def _hosts(self) -> dict[str, tuple[Portal, ...]]:
        found: dict[str, tuple[Portal, ...]] = {}
        for portal in self._portals.values():
            for host in hosts_of(portal):
                for name in dict.fromkeys((bare_host(host), "." + site_of(host))):
                    found[name] = (*found.get(name, ()), portal)
        return found

    def names(self, url: str) -> bool:
        """Whether a row names this very host."""
        return bare_host(host_of(url)) in self._hosts

    def owners(self, url: str) -> tuple[Portal, ...]:
        """The rows to whose hosts an address belongs: several where a city's host serves its counties.

        Where no row names the host, those of the same registered site: sfj.x.gov.cn is a part of www.x.gov.cn.
        """
        host = host_of(url)
        return self._hosts.get(bare_host(host)) or self._hosts.get("." + site_of(host), ())


def department_of(rest: str) -> str | None:
    """A department's, township's or zone's normal name from what follows the place; None for the government."""
    if not rest or rest in GOVERNMENT:
        return None
    township = _TOWNSHIP.fullmatch(rest)
    return township[1] if township else normal_department(rest)


def _without_ending(name: str) -> str | None:
    for ending in GOVERNMENT:
        if name.endswith(ending) and len(name) > len(ending):
            return name.removesuffix(ending)
    return None


def level_of(region: str | None, department: str | None) -> Level | None:
    """The level that code and name show: the code, not the suffix (a county-level city is a county)."""
    if department:
        if _TOWNSHIP.fullmatch(department):
            return "township"
        return "zone" if _ZONE.search(department) else "department"
    return None if region is None else regions.level_of(region)
