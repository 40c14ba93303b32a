"""Keeps every connection away from private addresses, unless the operator allows a network.

Two checks: the resolver drops addresses that may not be reached (so a name, a decimal or a mapped address that
leads inside is refused before any byte is sent), and what a response says of its connected address is checked
again by the capture middleware. The browser goes through the same guard by `crawler.guard_proxy`.
"""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING, Any, cast

from scrapy.resolver import CachingHostnameResolver
from twisted.internet.interfaces import IAddress, IHostResolution, IResolutionReceiver
from zope.interface import implementer

from archive.errors import ConfigurationError

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

Network = IPv4Network | IPv6Network

CARRIER_NAT = ip_network("100.64.0.0/10")
"""RFC 6598: not `is_private` to Python, and no portal's address either."""


def parse_networks(text: str) -> tuple[Network, ...]:
    """The networks of FAZHI_ALLOW_PRIVATE, comma-separated CIDR. Raises ConfigurationError."""
    networks: list[Network] = []
    for part in text.replace(" ", "").split(","):
        if not part:
            continue
        try:
            networks.append(ip_network(part, strict=False))
        except ValueError as error:
            raise ConfigurationError(
                f"FAZHI_ALLOW_PRIVATE: {part!r} is no network ({error}); write it like 127.0.0.0/8"
            ) from error
    return tuple(networks)


def bare_address(address: str) -> IPv4Address | IPv6Address | None:
    """The address itself, IPv4-mapped, 6to4 and NAT64 forms unwrapped; None where the text is no address."""
    try:
        found = ip_address(address.split("%", maxsplit=1)[0].strip("[]"))
    except ValueError:
        return None
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            return found.ipv4_mapped
        if found.sixtofour is not None:
            return found.sixtofour
        if found in ip_network("64:ff9b::/96"):  # RFC 6052
            return IPv4Address(int(found) & 0xFFFFFFFF)
    return found


class Guard:
    """Which addresses may be reached, and which hosts were refused for theirs."""

    def __init__(self, allowed: tuple[Network, ...] = ()) -> None:
        self.allowed = allowed
        self.refused: set[str] = set()
        self._inside: dict[str, bool] = {}
        """By name, whether every address that it was last found to have lies in an allowed network."""

    def permits(self, address: str) -> bool:
        """Whether a connection to this address may be made: public, or in an allowed network."""
        found = bare_address(address)
        if found is None:
            return False
        if self._is_inside(address):
            return True
        return found.is_global and not found.is_multicast and found not in CARRIER_NAT

    def is_allowed_private(self, host: str) -> bool:
        """Whether a host is an address inside an allowed network, or a name that leads only there.

        Only there the pace may be below 1 s; a name that was not looked up yet is taken for a live portal's.
        """
        if bare_address(host) is not None:
            return self._is_inside(host)
        return self._inside.get(host.lower(), False)

    def leads_to(self, host: str, addresses: Sequence[str]) -> None:
        """What the resolver found for a name."""
        self._inside[host.lower()] = bool(addresses) and all(map(self._is_inside, addresses))

    def _is_inside(self, address: str) -> bool:
        found = bare_address(address)
        return found is not None and any(
            found in network for network in self.allowed if network.version == found.version
        )


@implementer(IResolutionReceiver)
class _Sieve:
    """Passes on only the addresses that the guard permits."""

    def __init__(self, receiver: Any, guard: Guard, host: str) -> None:
        self._receiver, self._guard, self._host = receiver, guard, host
        self._found: list[str] = []

    def resolutionBegan(self, resolution: IHostResolution) -> None:  # noqa: N802 (Twisted's name)
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: IAddress) -> None:  # noqa: N802 (Twisted's name)
        self._found.append(str(getattr(address, "host", "")))
        if self._guard.permits(self._found[-1]):
            self._receiver.addressResolved(address)
        else:
            self._guard.refused.add(self._host)

    def resolutionComplete(self) -> None:  # noqa: N802 (Twisted's name)
        self._guard.leads_to(self._host, self._found)
        self._receiver.resolutionComplete()


class GuardedResolver(CachingHostnameResolver):
    """Scrapy's caching resolver behind the guard."""

    def __init__(self, reactor: Any, cache_size: int, guard: Guard) -> None:
        super().__init__(reactor, cache_size)
        self.guard = guard

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> Self:
        """Made by Scrapy when the reactor starts: for the whole process, whose one crawl must hear what is found."""
        crawl = next(iter(getattr(crawler, "crawlers", ())), crawler)
        return cls(reactor, crawler.settings.getint("DNSCACHE_SIZE"), guard_of(crawl))

    def resolveHostName(  # noqa: N802 (Twisted's name and signature)
        self,
        resolutionReceiver: Any,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> Any:
        """Resolve, keeping only permitted addresses; none left reads as a failed look-up."""
        sieve = _Sieve(resolutionReceiver, self.guard, hostName)
        return super().resolveHostName(
            cast("Any", sieve), hostName, portNumber, addressTypes, transportSemantics
        )


def guard_of(crawler: Crawler) -> Guard:
    """The one guard of a crawl, made from FAZHI_ALLOW_PRIVATE at first use."""
    guard = getattr(crawler, "_fazhi_guard", None)
    if not isinstance(guard, Guard):
        guard = Guard(parse_networks(crawler.settings.get("FAZHI_ALLOW_PRIVATE") or ""))
        crawler._fazhi_guard = guard  # type: ignore[attr-defined]  # noqa: SLF001
    return guard
