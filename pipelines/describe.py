"""What a document says of itself: title, year, body, number, dates and frame, each with its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

from archive.records import Evidence, ExtractedPage, Facts, Label, Level, ListEntry
from pipelines.bodies import BodyFound, find_body
from pipelines.dates import read_date
from pipelines.document_number import field_number, line_number, title_end_number, title_number
from pipelines.evidence_order import choose, confidence_of, flag_future, in_time
from pipelines.frame import Frame, read_frame
from pipelines.headline import inner_title_evidence, title_evidence
from pipelines.report_year import year_evidence
from pipelines.text_lines import Line, Spot, lines_of

_DATED = ("published_date", "signed_date", "generated_date")
_VERBATIM = ("index_number", "addressee", "cc", "responsible_department", "disclosure_form")
_NUMBER_LINES = 8
"""A document's own number stands within so many lines of its start, before or under its title."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Description:
    """The facts of a page with all evidence, and what identity needs beside them."""

    facts: Facts
    evidence: tuple[Evidence, ...]
    department: str | None
    candidates: tuple[str, ...]


def describe(
    page: ExtractedPage, entry: ListEntry | None = None, not_after: str | None = None
) -> Description:
    """Read every fact off a page; conflicting evidence is kept, one piece chosen for each fact that is known.

    `not_after`: the last day that a date on the page can be of.
    """
    frame = read_frame(page.text)
    titles = title_evidence(page, entry)
    title = titles[0].value if titles else None
    inner = choose(inner_title_evidence(page, title))
    years = choose(year_evidence(page, titles, inner[0].value if inner else None))
    year = int(years[0].value) if years else None
    found = find_body(page, frame, [*titles[:1], *inner[:1]], year)
    published = flag_future(choose(_published(page, entry)), not_after)
    evidence = [
        *titles,
        *inner,
        *years,
        *found.evidence,
        *_of_body(found),
        *choose(_numbers(page, entry, title)),
        *_labelled(page),
        *flag_future(choose(_generated(page)), not_after),
        *published,
        *in_time(flag_future(choose(_signed(page, frame)), not_after), published),
        *_framed(page, frame),
    ]
    evidence = _one_choice(evidence)
    return Description(
        facts=_facts(evidence),
        evidence=tuple(evidence),
        department=found.body.department if found.body else None,
        candidates=found.body.candidates if found.body else (),
    )


def _facts(evidence: Iterable[Evidence]) -> Facts:
    chosen = {e.field: e.value for e in evidence if e.chosen}
    year = chosen.get("report_year")
    return Facts(
        title=chosen.get("title"),
        inner_title=chosen.get("inner_title"),
        report_year=int(year) if year else None,
        issuing_body=chosen.get("issuing_body"),
        region=chosen.get("region"),
        level=cast("Level | None", chosen.get("level")),
        document_number=chosen.get("document_number"),
        index_number=chosen.get("index_number"),
        published_date=chosen.get("published_date"),
        signed_date=chosen.get("signed_date"),
        generated_date=chosen.get("generated_date"),
        addressee=chosen.get("addressee"),
        cc=chosen.get("cc"),
        printed_by=chosen.get("printed_by"),
        printed_date=chosen.get("printed_date"),
        responsible_department=chosen.get("responsible_department"),
        disclosure_form=chosen.get("disclosure_form"),
    )


def _one_choice(evidence: Sequence[Evidence]) -> list[Evidence]:
    """All evidence by field, the chosen first; a field read in two ways keeps the first choice only."""
    by_field: dict[str, list[Evidence]] = {}
    for piece in evidence:
        by_field.setdefault(piece.field, []).append(piece)
    ordered: list[Evidence] = []
    for pieces in by_field.values():
        ordered += sorted(pieces, key=lambda e: not e.chosen)
    return ordered


def _of_body(found: BodyFound) -> Iterator[Evidence]:
    """Region and level follow from the body's name and stand where it stands."""
    stands, body = found.stands, found.body
    if stands is None or body is None:
        return
    for field, value in (("region", body.region), ("level", body.level)):
        if value:
            yield replace(
                stands, field=field, value=value, rule="issuing_body",
                confidence=confidence_of(field, "issuing_body"), chosen=True,
            )  # fmt: skip


def _numbers(page: ExtractedPage, entry: ListEntry | None, title: str | None) -> Iterator[Evidence]:
    for label in page.labels:
        if label.name == "document_number" and (number := field_number(label.raw)):
            yield _from_label("document_number", number.value, label)
    for line in _head(page.text):
        if number := line_number(line.words):
            start = line.start + number.start
            yield _evidence(
                "document_number",
                number.value,
                "own_line",
                number.raw,
                (start, line.start + number.end),
            )
    for heading in (title, *(label.raw for label in page.headings)):
        if heading and (number := title_number(heading) or title_end_number(heading)):
            yield _evidence(
                "document_number", number.value, "title_prefix", number.raw, None, "title"
            )
    if entry and entry.document_number and (number := field_number(entry.document_number)):
        yield _evidence(
            "document_number", number.value, "list_row", number.raw, None, entry.list_url or "list"
        )


def _head(text: str) -> Iterator[Line]:
    """The first lines, up to the first that is a paragraph: numbers behind it are cited."""
    for line in lines_of(text)[:_NUMBER_LINES]:
        if len(line.words) > 100 or line.words.endswith(("。", "；")):
            return
        yield line


def _labelled(page: ExtractedPage) -> Iterator[Evidence]:
    """Fields whose labelled value is the fact itself."""
    for field in _VERBATIM:
        found = [
            _from_label(field, " ".join(label.raw.split()), label)
            for label in page.labels
            if label.name == field and _says_something(field, label.raw)
        ]
        if field not in {"addressee", "cc"}:
            yield from choose(found)


def _generated(page: ExtractedPage) -> Iterator[Evidence]:
    for label in page.labels:
        if label.name == "generated_date" and (date := read_date(label.raw)):
            yield _from_label("generated_date", date.value, label)


def _says_something(field: str, raw: str) -> bool:
    if raw.strip() in {"无", "暂无", "-", "--", "/", "null"}:
        return False
    return field != "index_number" or (any(c.isdigit() for c in raw) and len(raw) <= 64)


def _published(page: ExtractedPage, entry: ListEntry | None) -> Iterator[Evidence]:
    for label in page.labels:
        if label.name == "published_date" and (date := read_date(label.raw)):
            yield _from_label("published_date", date.value, label)
        elif label.name == "updated_date" and (date := read_date(label.raw)):
            # 更新时间 by the title is all that some portals show; it ranks last.
            yield _evidence("published_date", date.value, "updated", label.raw, None, label.place)
    if entry and entry.listed_date:
        yield _evidence(
            "published_date",
            entry.listed_date,
            "list_row",
            entry.listed_date,
            None,
            entry.list_url or "list",
        )


def _signed(page: ExtractedPage, frame: Frame) -> Iterator[Evidence]:
    for label in page.labels:
        if label.name == "signed_date" and (date := read_date(label.raw)):
            yield _from_label("signed_date", date.value, label)
    signature = frame.signature
    if signature is None or signature.date is None:
        return
    rule = {"letter": "letter_signature", "top": "under_title"}.get(
        signature.place, "signature_line"
    )
    if signature.place == "end" and not signature.organs:
        rule = "date_at_end"
    spot = signature.date
    sure = min(confidence_of("signed_date", rule), signature.date_confidence)
    yield Evidence(
        field="signed_date", value=spot.value, rule=rule, raw=page.text[spot.start : spot.end],
        start=spot.start, end=spot.end, confidence=sure,
    )  # fmt: skip


def _framed(page: ExtractedPage, frame: Frame) -> Iterator[Evidence]:
    rows: tuple[tuple[str, str, Spot | None], ...] = (
        ("addressee", "addressee_line", frame.addressee),
        ("cc", "cc_line", frame.cc),
        ("printed_by", "imprint_line", frame.printed_by),
        ("printed_date", "imprint_line", frame.printed_date),
    )
    for field, rule, spot in rows:
        found = []
        if spot:
            raw = page.text[spot.start : spot.end]
            found.append(_evidence(field, spot.value, rule, raw, (spot.start, spot.end)))
        found += [
            _from_label(field, label.raw, label) for label in page.labels if label.name == field
        ]
        yield from choose(found)


def _from_label(field: str, value: str, label: Label) -> Evidence:
    return _evidence(field, value, label.rule, label.raw, None, label.place)


def _evidence(
    field: str,
    value: str,
    rule: str,
    raw: str,
    span: tuple[int, int] | None,
    place: str | None = None,
) -> Evidence:
    return Evidence(
        field=field, value=value, rule=rule, raw=raw, start=span[0] if span else None, end=span[1] if span else None,
        place_in_page=place, confidence=confidence_of(field, rule),
    )  # fmt: skip
