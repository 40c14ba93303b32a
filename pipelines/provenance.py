"""What kind of place an address is for a report: its own portal, another government, a congress, the press, a copy."""

from __future__ import annotations

from dataclasses import dataclass

from archive.records import Portal, Provenance
from archive.urls import host_of
from pipelines.gazetteer import Gazetteer
from pipelines.identity import Identity

CONGRESS_LABELS = ("npc", "rd", "renda", "rdcwh", "crd", "rdgw")
PRESS_ENDINGS = (
    "news.cn", "people.com.cn", "xinhuanet.com", "rmfyb.com", "legaldaily.com.cn", "fzrb.com",
)  # fmt: skip
RANK = {
    "portal": 0,
    "department": 1,
    "superior": 2,
    "other": 3,
    "congress": 4,
    "press": 5,
    "copy": 9,
}
"""Portal over department over superior over others; a copy never wins (domain §1: clones alter texts)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """Where a place stands among the places of its report."""

    provenance: Provenance
    rank: int
    reason: str


def stand(url: str, portal: Portal | None, identity: Identity, gazetteer: Gazetteer) -> Standing:
    """The standing of one place, found on the frontier of `portal`, for a report of this body."""
    owners = gazetteer.owners(url)
    host = host_of(url)
    if is_congress(host) and not gazetteer.names(url):
        return Standing(
            provenance="congress", rank=RANK["congress"], reason=f"a congress site: {host}"
        )
    if not owners:
        return _foreign(host)
    if portal is not None and portal in owners:
        owners = (portal, *(owner for owner in owners if owner is not portal))
    standings = [_of_owner(owner, identity, gazetteer) for owner in owners]
    # A host that serves several rows (a city's, its counties') speaks for the report's own body if it can.
    return min(standings, key=lambda standing: standing.rank)


def _of_owner(owner: Portal, identity: Identity, gazetteer: Gazetteer) -> Standing:
    department = gazetteer.department(owner)
    if identity.region is None or (owner.region, department or "") == identity.key:
        return Standing(provenance="portal", rank=RANK["portal"], reason="the body's own portal")
    if owner.region == identity.region:
        if department is None:
            return Standing(
                provenance="portal", rank=RANK["portal"],
                reason="the portal of the body's government",
            )  # fmt: skip
        return Standing(
            provenance="other_gov", rank=RANK["department"],
            reason=f"a department's portal: {owner.name}",
        )  # fmt: skip
    if is_above(owner.region, identity.region):
        return Standing(
            provenance="other_gov", rank=RANK["superior"],
            reason=f"reposted by the government above: {owner.name}",
        )  # fmt: skip
    return Standing(
        provenance="other_gov", rank=RANK["other"],
        reason=f"reposted by another government: {owner.name}",
    )  # fmt: skip


def _foreign(host: str) -> Standing:
    if host.endswith(".gov.cn"):
        return Standing(
            provenance="other_gov",
            rank=RANK["other"],
            reason=f"a government host of no row: {host}",
        )
    if host.endswith(PRESS_ENDINGS):
        return Standing(provenance="press", rank=RANK["press"], reason=f"the press: {host}")
    return Standing(
        provenance="copy", rank=RANK["copy"],
        reason=f"neither in the registry nor under gov.cn: {host}",
    )  # fmt: skip


def is_congress(host: str) -> bool:
    """Whether a government host's first labels are a people's congress's: rd.x.gov.cn, www.xrd.gov.cn is none."""
    return host.endswith(".gov.cn") and any(part in CONGRESS_LABELS for part in host.split(".")[:2])


def is_above(upper: str, lower: str) -> bool:
    """Whether one region lies in the other, by code."""
    if upper.endswith("0000"):
        return upper[:2] == lower[:2] and upper != lower
    return upper.endswith("00") and upper[:4] == lower[:4] and upper != lower


def related(one: str, other: str) -> bool:
    """Whether two regions are the same, or one lies in the other."""
    return one == other or is_above(one, other) or is_above(other, one)
