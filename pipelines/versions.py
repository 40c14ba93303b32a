"""Numbers the distinct texts of one report, and tells an edit from a damaged capture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipelines.fingerprint import unnumbered
from pipelines.sightings import Sighting

DAMAGE_FLAGS = frozenset({"mojibake", "truncated", "weak"})
SHRUNK = 0.6
"""A text that lost more than two fifths at once looks like a cut-off page, not like an edit."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Settled:
    """One distinct text of a report, with all at which it was seen, oldest first."""

    number: int
    normal: str
    sightings: tuple[Sighting, ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    """All versions of a report, and the edits that no second sighting has confirmed."""

    versions: tuple[Settled, ...]
    unconfirmed: tuple[Sighting, ...]


@dataclass(slots=True)
class _Texts:
    """The texts met so far, by normal form; doubtful ones by place and form."""

    known: dict[str, list[Sighting]] = field(default_factory=dict)
    doubtful: dict[tuple[str, str], list[Sighting]] = field(default_factory=dict)
    refuted: list[Sighting] = field(default_factory=list)
    """Doubtful ones after which the place showed a sound text again: damage that comes back is no second sighting."""
    last: dict[str, Sighting] = field(default_factory=dict)


def number(sightings: Iterable[Sighting]) -> Numbered:
    """Versions in the order in which their texts were first seen; sightings without a reading are passed over."""
    texts = _Texts()
    for sighting in sightings:
        if sighting.reading is not None:
            _take(texts, sighting, sighting.reading.normal_sha256)
    versions = tuple(
        Settled(number=n, normal=normal, sightings=tuple(sorted(met, key=lambda s: s.order)))
        for n, (normal, met) in enumerate(texts.known.items(), 1)
    )
    waiting = [item for group in texts.doubtful.values() for item in group]
    return Numbered(versions, tuple(sorted(waiting + texts.refuted, key=lambda s: s.order)))


def one_text(digests: Iterable[str]) -> dict[str, str]:
    """The digest that stands for each: one of a text without its 文号 for the first that prints it, else for itself.

    A redesign moves the number's line out of the body, and a repost leaves it away: no edit. Another number is one.
    """
    numbered: dict[str, str] = {}
    found = list(digests)
    for one in found:
        if unnumbered(one) != one:
            numbered.setdefault(unnumbered(one), one)
    return {one: numbered.get(one, one) for one in found}


def _take(texts: _Texts, sighting: Sighting, normal: str) -> None:
    before = texts.last.get(sighting.key)
    seen = [sighting]
    if normal not in texts.known and before is not None and looks_damaged(sighting, before):
        waiting = texts.doubtful.setdefault((sighting.key, normal), [])
        waiting.append(sighting)
        if len({item.harvest_id for item in waiting}) < 2:
            return
        seen = texts.doubtful.pop((sighting.key, normal))
    for place in [place for place in texts.doubtful if place[0] == sighting.key]:
        texts.refuted += texts.doubtful.pop(place)
    texts.known.setdefault(normal, []).extend(seen)
    texts.last[sighting.key] = sighting


def looks_damaged(sighting: Sighting, before: Sighting) -> bool:
    """Whether a changed text may be a truncated page, a gate or mojibake: then one sighting is no proof of an edit."""
    if sighting.reading is None or before.reading is None:
        return False
    if DAMAGE_FLAGS & set(sighting.reading.flags) - set(before.reading.flags):
        return True
    return sighting.characters < SHRUNK * before.characters
