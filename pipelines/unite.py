"""Gives one body to all places of one text: the place that knows it best speaks for those that do not.

Texts are one where their normal forms are equal, or where they are reprints of each other (`pipelines.near`). Two
places whose documents themselves name different bodies stay apart: neighbours share sentences.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from pipelines.fingerprint import MIN_SIGNED
from pipelines.identity import Identity, chief_of
from pipelines.near import NearIndex, is_readable
from pipelines.provenance import related


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
        best = best_of([item.identity for item in group])
        for item in group:
            united[item.key] = item.identity if differs(item.identity, best) else best
    _unite_reprints(long, united, text_of)
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
            before[other]
            for other, _ in index[item.year].like(item.key, item.signature)
            if not _is_unsure(before[other])
            and _may_be_one(item, signed[other])
            and _may_mean(own, before[other])
        ]
        if found and len({identity.key for identity in found}) == 1:
            united[item.key] = best_of(found)


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
