"""One report: its text with the evidence marked in it, its facts, versions and places."""

from __future__ import annotations

from lxml import html

from archive import catalog as reading
from archive.diff import TAGS, Paragraph, compare
from archive.errors import ConfigurationError, NotFound
from archive.records import Evidence
from archive.warc_reading import read_payload
from archive.web.elements import Child, link, tag
from archive.web.marked_text import marked
from archive.web.site import Question, Reply, address, framed, table


def report(question: Question) -> Reply:
    """The report's current version, or the one named behind @. Raises NotFound."""
    db, name = question.db, question.name
    version = reading.version(db, name)
    found = reading.as_in(db, reading.report(db, name.partition("@")[0]), version)
    evidence = reading.evidence(db, version.version_id)
    units = dict.fromkeys(filter(None, (found.province, found.city, found.county)))
    told = (
        " ".join(units),
        f"{version.characters} characters",
        f"version {version.version} of {found.versions}",
    )
    return framed(
        found.title or found.report_id,
        tag(
            "p",
            [f"{words} · " for words in told if words],
            link(address(f"/text/{version.version_id}"), "text"),
            " · ",
            link(address(f"/raw/{version.version_id}"), "original as captured"),
            class_="quiet",
        ),
        tag("h2", "Facts"),
        table(
            ("fact", "value", "rule", "the words", "where", "confidence"),
            _facts(found, evidence),
            class_="facts",
        ),
        tag("h2", "Versions"),
        table(
            ("version", "first seen", "last seen", "characters", "from", ""),
            _versions(question, found.report_id),
        ),
        tag("h2", "Places"),
        table(
            ("address", "kind", "published", "first seen", "gone since", "why"),
            _places(question, found.report_id),
        ),
        tag("h2", "Text"),
        tag("article", marked(db, version, evidence)),
    )


def _facts(found: reading.Report, evidence: dict[str, list[Evidence]]) -> list[list[Child]]:
    """A line for each fact, and one for each further piece of evidence: agreeing ones quiet, others struck out."""
    rows: list[list[Child]] = []
    for field in (*reading.FACTS, *sorted(set(evidence) - set(reading.FACTS))):
        proofs = evidence.get(field, [])
        if not proofs:
            stored = getattr(found, field)
            rows.append([field, "–" if stored is None else str(stored), None, None, None, None])
        for number, one in enumerate(proofs):
            style = "b" if one.chosen else "span" if one.value == proofs[0].value else "s"
            value = tag(style, one.value, class_=None if one.chosen else "quiet")
            name = None if number else field
            rows.append([name, value, one.rule, one.raw[:80], _where(one), f"{one.confidence:.2f}"])
    return rows


def _where(one: Evidence) -> Child:
    if one.start is None:
        return one.place_in_page
    return (
        link(f"#{one.field}", f"text {one.start}–{one.end}")
        if one.chosen
        else f"text {one.start}–{one.end}"
    )


def _versions(question: Question, report_id: str) -> list[list[Child]]:
    rows: list[list[Child]] = []
    before: reading.StoredVersion | None = None
    for one in reading.versions(question.db, report_id):
        compared = (
            link(
                address(f"/diff/{report_id}", before=before.version, after=one.version),
                f"what changed since {before.version}",
            )
            if before
            else None
        )
        shown = link(address(f"/report/{one.version_id}"), one.version)
        rows.append([shown, one.first_seen, one.last_seen, one.characters, one.origin, compared])
        before = one
    return rows


def _places(question: Question, report_id: str) -> list[list[Child]]:
    return [
        [link(place.url, place.url), f"{place.provenance}{' (canonical)' if place.canonical else ''}",
         place.published_date, place.first_seen, place.gone_since, place.reason]
        for place in reading.places(question.db, report_id)
    ]  # fmt: skip


def text(question: Question) -> Reply:
    """The text alone. Raises NotFound."""
    version = reading.version(question.db, question.name)
    return Reply(body=version.text.encode(), media_type="text/plain; charset=utf-8")


def raw(question: Question) -> Reply:
    """The bytes that the text was read from, to be saved: a portal's page never runs here. Raises NotFound."""
    version = reading.version(question.db, question.name)
    payload = read_payload(question.warc, reading.holder(question.db, version.capture_id))
    ending = {"text/html": "html", "application/pdf": "pdf", "text/plain": "txt"}
    name = f"{version.version_id}.{ending.get(version.media_type or '', 'bin')}"
    return Reply(body=payload.body, media_type="application/octet-stream", file_name=name)


def difference(question: Question) -> Reply:
    """Two versions of a report beside each other. Raises NotFound, ConfigurationError."""
    db, asked = question.db, question.query
    numbers = [str(one.version) for one in reading.versions(db, question.name)]
    if len(numbers) < 2:
        raise NotFound(f"{question.name}: has one version only, there is nothing to compare")
    first, last = asked.get("before") or numbers[-2], asked.get("after") or numbers[-1]
    if first == last:
        raise ConfigurationError(f"version {first} is compared with itself: give two")
    before = reading.version(db, f"{question.name}@{first}")
    after = reading.version(db, f"{question.name}@{last}")
    whole = asked.get("whole") == "1"
    other = address(f"/diff/{question.name}", before=first, after=last, whole=None if whole else 1)
    return framed(
        f"{after.version_id}: what changed",
        tag("p", f"{before.version_id}, {before.first_seen} → {after.version_id}, {after.first_seen} · ",
            link(other, "changed paragraphs only" if whole else "whole text")),
        tag("article", list(_compared(compare(before.text, after.text), whole=whole)), class_="diff"),
    )  # fmt: skip


def _compared(paragraphs: list[Paragraph], *, whole: bool) -> list[html.HtmlElement]:
    shown: list[html.HtmlElement] = []
    skipped = 0
    for paragraph in paragraphs:
        if not (paragraph.changed or whole):
            skipped += 1
            continue
        if skipped:
            shown.append(tag("p", f"… {skipped} unchanged", class_="quiet"))
        skipped = 0
        shown.append(tag("p", [tag(TAGS[piece.kind], piece.text) for piece in paragraph.pieces]))
    if skipped:
        shown.append(tag("p", f"… {skipped} unchanged", class_="quiet"))
    return shown
