"""Gives one body to all places of one text: the place that knows it best speaks for those that do not.

Texts are one where their normal forms are equal, or where they are reprints of each other (`pipelines.near`). Two
places whose documents themselves name different bodies stay apart: neighbours share sentences.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipelines.fingerprint import MIN_SIGNED
from pipelines.identity import Identity, chief_of
from pipelines.near import NearIndex, is_readable
from pipelines.provenance import related

ITSELF = 0.95
"""Similarity of a report with and without its signature; the shortest texts that are signed at all come to 0.93."""
MARGIN = 0.02
"""What parts the text itself from one that shares its sentences: 1 % of the characters edited costs 0.1."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """One place with a report of one year, as far as uniting needs to know it."""

    key: str
    year: int
    normal: str
    signature: str
    """'' or another version's where an older Fazhi read it: then only equal texts are found."""
    characters: int
    """A short text may be a form, and is united with nothing."""
    number: str | None
    """文号: two different ones are two documents."""
    identity: Identity


def unite(candidates: Iterable[Candidate], text_of: Callable[[str], str]) -> dict[str, Identity]:
    """The body of each place, by key."""
    long = [item for item in candidates if item.characters >= MIN_SIGNED]
    groups: dict[tuple[int, str], list[Candidate]] = defaultdict(list)
    for item in long:
        groups[item.year, item.normal].append(item)
    united: dict[str, Identity] = {}
    for group in groups.values():
        united |= _of_one_text(group)
    _unite_reprints(long, united, text_of)
    return united


def _of_one_text(group: Sequence[Candidate]) -> dict[str, Identity]:
    """The body of each place that shows one text, word by word.

    Where neighbours sent in the same text, the documents name bodies of several regions: a place that names none
    is then of its own region's body or of nobody, for the portal that shows such a text is not its author.
    """
    named = {item.identity.region for item in group if item.identity.sure == 2} - {None}
    one = len(named) < 2
    bodies: dict[str | None, list[Identity]] = defaultdict(list)
    for item in group:
        bodies[None if one else item.identity.region].append(item.identity)
    best = {region: best_of(found) for region, found in bodies.items()}
    united = {}
    for item in group:
        own, speaker = item.identity, best[None if one else item.identity.region]
        if not one and own.region not in named:
            united[item.key] = replace(own, region=None)
        else:
            united[item.key] = own if differs(own, speaker) else speaker
    return united


def best_of(identities: Iterable[Identity]) -> Identity:
    """Who speaks for one text: a resolved body, named by the document, a government before its departments."""
    known = list(identities)
    votes = [identity.key for identity in known]
    return max(
        known,
        key=lambda one: (
            one.key is not None, one.sure, one.department is None, votes.count(one.key),
            one.key or ("", ""), one.body, one.place,
        ),
    )  # fmt: skip


def differs(one: Identity, other: Identity) -> bool:
    """Whether two places of one text are of different bodies, known equally well.

    Named by the documents themselves: other bodies of the same kind, or of other regions. A department
    and the government of one region are one: its page often signs for the government's text. Known by
    label or portal only: regions of which none lies in the other.
    """
    if one.region is None or other.region is None or one.sure != other.sure or one.key == other.key:
        return False
    if one.sure < 2:
        return not related(one.region, other.region)
    return (one.department is None) == (other.department is None) or one.region != other.region


def _unite_reprints(
    long: list[Candidate], united: dict[str, Identity], text_of: Callable[[str], str]
) -> None:
    """Find the body of places that do not know it well among the reprints of their text."""
    unsure = [item for item in long if _is_unsure(united[item.key])]
    years = {item.year for item in unsure}
    signed = {i.key: i for i in long if i.year in years and is_readable(i.signature)}
    index: Mapping[int, NearIndex] = {year: NearIndex(text_of) for year in sorted(years)}
    for item in signed.values():
        index[item.year].add(item.key, item.signature)
    before = dict(united)
    for item in (item for item in unsure if item.key in signed):
        own = before[item.key]
        found = [
            (alike, before[other])
            for other, alike in index[item.year].like(item.key, item.signature)
            if not _is_unsure(before[other])
            and _may_be_one(item, signed[other])
            and _may_mean(own, before[other])
        ]
        leaders = _nearest(found)
        if leaders and len({identity.key for identity in leaders}) == 1:
            united[item.key] = best_of(leaders)


def _nearest(found: Sequence[tuple[float, Identity]]) -> list[Identity]:
    """The bodies of the reprints; where they name several, of those that are the text itself but for its signature."""
    bodies = [identity for _, identity in found]
    if len({identity.key for identity in bodies}) < 2:
        return bodies
    closest = max(alike for alike, _ in found)
    return [one for alike, one in found if alike >= closest - MARGIN] if closest >= ITSELF else []


def _is_unsure(identity: Identity) -> bool:
    return identity.key is None or identity.sure < 2


def _may_mean(own: Identity, other: Identity) -> bool:
    """Whether a place with this uncertain body may be a reprint of the other body's report.

    Named but unresolved: the same name, shortened. Known by its portal or a label only: a body of the same
    region, or of a region above or below; never a neighbour.
    """
    if own.key is None and own.sure == 2:
        return chief_of(other.body).endswith(chief_of(own.body))
    return own.region is None or other.region is None or related(own.region, other.region)


def _may_be_one(one: Candidate, other: Candidate) -> bool:
    return one.number is None or other.number is None or one.number == other.number
