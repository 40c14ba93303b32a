"""Which hosts may be asked: those of the registry and of gov.cn, others' only for an article of a report column."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from archive.records import Portal

GOVERNMENT = "gov.cn"


def host_of(url: str) -> str:
    """Host name in lower case, without a trailing dot; '' where there is none."""
    return (urlsplit(url).hostname or "").lower().rstrip(".")


def family_of(host: str) -> str:
    """The name under gov.cn that a government's hosts share (`kecheng.gov.cn`); elsewhere the host itself, without www."""
    labels = host.split(".")
    if host.endswith("." + GOVERNMENT) and len(labels) >= 3:
        return ".".join(labels[-3:])
    return host.removeprefix("www.").removeprefix("m.")


class Boundary:
    """The hosts of a registry."""

    def __init__(self, portals: Iterable[Portal]) -> None:
        self._own: dict[str, frozenset[str]] = {}
        for portal in portals:
            addresses = (portal.home, *portal.lists)
            hosts = {host_of(url) for url in addresses} | {host.lower() for host in portal.hosts}
            self._own[portal.portal] = frozenset(family_of(host) for host in hosts if host)
        self._all = frozenset(name for names in self._own.values() for name in names)

    def permits(self, portal: str, url: str, *, from_column: bool) -> bool:
        """Whether a portal's harvest may ask for this address."""
        host = host_of(url)
        name = family_of(host)
        if name in self._own.get(portal, frozenset()):
            return True
        return from_column and self.knows(host)

    def knows(self, host: str) -> bool:
        """Whether any harvest may ask this host: it is in the registry, or under gov.cn."""
        host = host.lower().rstrip(".")
        government = host == GOVERNMENT or host.endswith("." + GOVERNMENT)
        return government or family_of(host) in self._all
