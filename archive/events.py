"""What happens in a harvest and is no HTTP exchange: the events that WARC metadata records hold.

A rebuild replays these, in the order of their time and then their sequence number, through the very
function that applied them when they happened (`archive.applying.apply`): so the catalog needs nothing but warc/.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypeVar

from archive.records import Capture, ListEntry, Portal

Status = Literal[
    "running", "complete", "warnings", "incomplete", "degraded", "no_space", "interrupted"
]


@dataclass(frozen=True, kw_only=True, slots=True)
class HarvestStarted:
    """A harvest begins: everything that it was told."""

    at: str
    sequence: int
    harvest_id: str
    today: str
    mode: Literal["auto", "quick", "full"]
    arguments: str
    """JSON object, as given."""
    software: str
    """JSON object: versions of rules and libraries."""
    registry: tuple[Portal, ...]
    """Every row of the registry, also those that this harvest does not ask."""
    portals: tuple[str, ...]
    """The portals that this harvest asks."""


@dataclass(frozen=True, kw_only=True, slots=True)
class WalkEnded:
    """A column was walked as far as it went."""

    portal: str
    column_url: str
    family: str | None
    mode: str
    pages: int
    rows: int
    total: int | None
    stop_reason: str
    complete: bool
    declared_empty: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ColumnFound:
    """Discovery found a report column."""

    portal: str
    column_url: str
    family: str | None
    route: tuple[str, ...]
    score: float
    mixed: bool
    collects_others: bool
    reports: int = 0
    """Report titles on its first page."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """The row of the ledger that a capture belongs to, kept for a catalog that is lost before its outcome is known."""

    portal: str
    method: str
    url: str
    body_sha256: str | None
    kind: str
    via: str | None
    planned: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Captured:
    """An exchange or a rendered DOM was written: stands right behind its records."""

    at: str
    sequence: int
    harvest_id: str
    capture: Capture
    asked: Asked | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RequestEnded:
    """A request has its outcome, with what its answer led to."""

    at: str
    sequence: int
    request_id: str
    harvest_id: str
    portal: str
    method: str
    url: str
    body_sha256: str | None
    kind: str
    via: str | None
    planned: int
    """Order of planning within the harvest."""
    attempts: int
    outcome: str
    http_status: int | None
    started_at: str | None
    ended_at: str
    capture_id: str | None
    entries: tuple[ListEntry, ...] = ()
    """The rows of a list page, in order."""
    entry: ListEntry | None = None
    """The list row that led to this request."""
    walk: WalkEnded | None = None
    columns: tuple[ColumnFound, ...] = ()
    detail: str | None = None
    more_walks: tuple[WalkEnded, ...] = ()
    """Of further columns, which ended over answers that were there already."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerReused:
    """An answer that the harvest had already was read once more: for another row of the registry, or on another way."""

    at: str
    sequence: int
    harvest_id: str
    portal: str
    request_id: str
    """Whose answer it was."""
    walks: tuple[WalkEnded, ...] = ()
    columns: tuple[ColumnFound, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class HarvestEnded:
    """A harvest ends, well or not; a killed one has none until it is resumed."""

    at: str
    sequence: int
    harvest_id: str
    status: Status
    exit_code: int
    verdict: str
    """JSON object: counts and the reasons behind the status."""


T = TypeVar("T")
Event = HarvestStarted | Captured | RequestEnded | AnswerReused | HarvestEnded

KINDS: dict[str, type[Any]] = {
    "harvest-started": HarvestStarted,
    "captured": Captured,
    "request-ended": RequestEnded,
    "answer-reused": AnswerReused,
    "harvest-ended": HarvestEnded,
}
_NAMES = {kind: name for name, kind in KINDS.items()}


def target_uri(event: Event) -> str:
    """The urn under which the event stands in WARC, e.g. urn:fazhi:request-ended:<id>."""
    key = event.harvest_id
    if isinstance(event, Captured):
        key = event.capture.capture_id
    elif isinstance(event, RequestEnded | AnswerReused):
        key = event.request_id
    return f"urn:fazhi:{_NAMES[type(event)]}:{key}"


def to_json(event: Event) -> bytes:
    """The event as UTF-8 JSON; equal events give equal bytes."""
    return encode({**mapping(event), "event": _NAMES[type(event)]}).encode()


def encode(fields: dict[str, Any]) -> str:
    """JSON with dataclasses at any depth; equal values give equal strings."""
    return _ENCODER.encode(fields)


def mapping(record: Any) -> dict[str, Any]:
    """The fields of a dataclass, not copied: `dataclasses.asdict` copies to the bottom, at six times the cost."""
    kind: Any = type(record)
    return {name: getattr(record, name) for name in _names(kind)}


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    if not dataclasses.is_dataclass(kind):
        raise TypeError(f"{kind.__name__} has no place in an event")
    return tuple(field.name for field in dataclasses.fields(kind))


_ENCODER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=mapping
)
"""One for all: `json.dumps` makes a new one for each record."""


def from_json(body: bytes) -> Event:
    """The event that `to_json` wrote.

    Raises KeyError or ValueError where the bytes are no event of this version.
    """
    fields = json.loads(body)
    kind = KINDS[fields.pop("event")]
    event: Event = build(kind, fields)
    return event


def build(kind: type[T], fields: dict[str, Any]) -> T:
    """A frozen dataclass from decoded JSON, nested dataclasses and tuples restored; unknown keys are passed over."""
    hints = _hints(kind)
    return kind(
        **{key: _restore(hints[key], value) for key, value in fields.items() if key in hints}
    )


_HINTS: dict[type[Any], dict[str, Any]] = {}


def _hints(kind: type[Any]) -> dict[str, Any]:
    """The types of a dataclass's fields; to work them out compiles every annotation."""
    if kind not in _HINTS:
        _HINTS[kind] = typing.get_type_hints(kind)
    return _HINTS[kind]


def _restore(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        inner = [part for part in typing.get_args(hint) if part is not type(None)]
        return _restore(inner[0], value)
    if origin is tuple:
        return tuple(_restore(typing.get_args(hint)[0], item) for item in value)
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return build(hint, value)
    return value
