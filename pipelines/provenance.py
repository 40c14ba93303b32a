"""What kind of place an address is for a report: its own portal, another government, a congress, the press, a copy."""

from __future__ import annotations

from dataclasses import dataclass

from archive.records import Portal, Provenance
from archive.urls import host_of
from pipelines.identity import Gazetteer, Identity

CONGRESS_LABELS = ("npc", "rd", "renda", "rdcwh", "crd", "rdgw")
PRESS_ENDINGS = ("news.cn", "people.com.cn", "xinhuanet.com", "rmfyb.com", "legaldaily.com.cn", "fzrb.com")
RANK = {"portal": 0, "department": 1, "superior": 2, "other": 3, "congress": 4, "press": 5, "copy": 9}
"""Portal over department over superior over others; a copy never wins (DESIGN §4, issue of duplicates)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """Where a place stands among the places of its report."""

    provenance: Provenance
    rank: int
    reason: str


def stand(url: str, portal: Portal | None, identity: Identity, gazetteer: Gazetteer) -> Standing:
    """The standing of one place for a report of this body."""
    host = host_of(url)
    labels = host.split(".")
    if portal is None or not _belongs(host, portal):
        return _foreign(host, labels)
    own = gazetteer.registered(portal)
    if identity.region is None or own.key == identity.key:
        return Standing(provenance="portal", rank=RANK["portal"], reason="the body's own portal")
    if own.region == identity.region:
        if own.department is None:
            return Standing(provenance="portal", rank=RANK["portal"], reason="the portal of the body's government")
        return Standing(provenance="other_gov", rank=RANK["department"], reason=f"a department's portal: {portal.name}")
    if own.region is not None and _is_above(own.region, identity.region):
        return Standing(provenance="other_gov", rank=RANK["superior"], reason=f"reposted by the government above: {portal.name}")
    return Standing(provenance="other_gov", rank=RANK["other"], reason=f"reposted by another government: {portal.name}")


def _foreign(host: str, labels: list[str]) -> Standing:
    if any(label in CONGRESS_LABELS for label in labels[:2]) and host.endswith(".gov.cn"):
        return Standing(provenance="congress", rank=RANK["congress"], reason=f"a congress site: {host}")
    if host.endswith(".gov.cn"):
        return Standing(provenance="other_gov", rank=RANK["other"], reason=f"a government host of no row: {host}")
    if host.endswith(PRESS_ENDINGS):
        return Standing(provenance="press", rank=RANK["press"], reason=f"the press: {host}")
    return Standing(provenance="copy", rank=RANK["copy"], reason=f"neither in the registry nor under gov.cn: {host}")


def _belongs(host: str, portal: Portal) -> bool:
    names = {_name(host_of(url)) for url in (portal.home, *portal.lists)}
    names |= {_name(name.lower()) for name in portal.hosts}
    return _name(host) in names


def _name(host: str) -> str:
    labels = host.split(".")
    if host.endswith(".gov.cn") and len(labels) >= 3:
        return ".".join(labels[-3:])
    return host.removeprefix("www.").removeprefix("m.")


def _is_above(upper: str, lower: str) -> bool:
    if upper.endswith("0000"):
        return upper[:2] == lower[:2] and upper != lower
    return upper.endswith("00") and upper[:4] == lower[:4] and upper != lower


