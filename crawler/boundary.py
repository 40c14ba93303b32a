"""Which hosts may be asked: those of the registry and of gov.cn, others' only for an article of a report column."""

from __future__ import annotations

from collections.abc import Iterable

from archive.records import Portal
from archive.urls import host_of, hosts_of, site_of

__all__ = ["Boundary", "host_of"]

GOVERNMENT = "gov.cn"


class Boundary:
    """The hosts of a registry."""

    def __init__(self, portals: Iterable[Portal]) -> None:
        self._own: dict[str, frozenset[str]] = {}
        for portal in portals:
            self._own[portal.portal] = frozenset(site_of(host) for host in hosts_of(portal))
        self._all = frozenset(name for names in self._own.values() for name in names)

    def permits(self, portal: str, url: str, *, from_column: bool) -> bool:
        """Whether a portal's harvest may ask for this address."""
        host = host_of(url)
        name = site_of(host)
        if name in self._own.get(portal, frozenset()):
            return True
        return from_column and self.knows(host)

    def knows(self, host: str) -> bool:
        """Whether any harvest may ask this host: it is in the registry, or under gov.cn."""
        host = host.lower().rstrip(".")
        government = host == GOVERNMENT or host.endswith("." + GOVERNMENT)
        return government or site_of(host) in self._all
