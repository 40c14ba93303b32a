"""Every place on a page that names its issuing body, weighed: signature, title, labels, opening, imprint, source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from archive.records import Evidence, ExtractedPage
from pipelines import regions
from pipelines.evidence_order import choose, confidence_of
from pipelines.frame import Frame
from pipelines.headline import is_on_topic
from pipelines.issuing_body import Body, complete_body, is_office
from pipelines.report_year import opening_clause
from pipelines.titles import title_body

_DEPARTMENT_VOICE = re.compile(
    r"我局|本局|局党组|局党委|我委(?!托)|委党组|我厅|本厅|厅党组|厅党委|我办(?!理)|我单位|本单位|全局(?!性|观|工作|意识|出发|谋划|统筹|高度|发展)|我中心|我院|我队"
)
"""Words in which a department speaks of itself; a government says 我市, 我县, 我区."""

_SIGNATURE_RULES = {"letter": "letter_signature", "undated": "undated_signature"}

_SITE_WORDS = re.compile(
    r"(?:门户)?(?:政务)?(?:官方)?(?:网站|网|官网|信息公开平台|政务公开平台)?(?:群)?$"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Naming:
    """One place that names a body: its words, the rule, and where they stand."""

    raw: str
    rule: str
    start: int | None = None
    end: int | None = None
    place: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class BodyFound:
    """The issuing body with all evidence for it; `body` without a name where none could be completed."""

    body: Body | None
    evidence: tuple[Evidence, ...]
    stands: Evidence | None
    """Where the body is named, though its name could not be completed: region and level stand there too."""


def find_body(
    page: ExtractedPage, frame: Frame, titles: Sequence[Evidence], year: int | None
) -> BodyFound:
    """Weigh every naming on the page. `titles`: the chosen title, then the inner title, where there are such."""
    hints = hints_of(page)
    namings = list(_namings(page, frame, titles))
    firsts = [(naming, complete_body(naming.raw, year, hints)) for naming in namings]
    context = _context(page, frame, [body for _, body in firsts], year, hints)
    weighed = [
        (
            naming,
            _in_context(naming.raw, body, year, replace(hints, within=context))
            if context
            else body,
        )
        for naming, body in firsts
    ]
    return _settle([(naming, body) for naming, body in weighed if body is not None])


def hints_of(page: ExtractedPage) -> regions.Hints:
    """What the page shows of its own region."""
    index = next((label.raw for label in page.labels if label.name == "index_number"), None)
    names = [page.site_name, page.breadcrumb]
    return regions.Hints(
        site_code=page.site_code,
        site_name=" ".join(name for name in names if name) or None,
        # A local mark may stand before the region's code: LH331082-071/2026-00097.
        index_number=re.sub(r"^[A-Za-z]{1,4}(?=\d{6})", "", index) if index else None,
        host=urlsplit(page.url).hostname,
    )


def _namings(page: ExtractedPage, frame: Frame, titles: Sequence[Evidence]) -> Iterator[Naming]:
    if frame.signature and frame.signature.organs:
        organs = frame.signature.organs
        rule = _SIGNATURE_RULES.get(frame.signature.place, "signature_line")
        raw = page.text[organs[0].start : organs[-1].end]
        yield Naming(raw=raw, rule=rule, start=organs[0].start, end=organs[-1].end)
    for evidence in titles:
        named = title_body(evidence.raw) or title_body(evidence.value)
        if named:
            kind = "organ" if re.search(r"[府局厅委会办部处院署队心社]$", named) else "place"
            if kind == "place" and not is_on_topic(evidence.value):
                continue
            rule = f"{evidence.field}_{kind}"
            yield Naming(
                raw=named,
                rule=rule,
                place=evidence.place_in_page or "text",
                **_inside(evidence, named),
            )
    yield from _labelled(page)
    yield from _in_opening(page.text)
    if frame.printed_by and not (frame.signature and frame.signature.organs):
        spot = frame.printed_by
        raw = re.sub(r"办公[室厅]$", "", page.text[spot.start : spot.end])
        yield Naming(raw=raw, rule="printer", start=spot.start, end=spot.start + len(raw))


def _inside(evidence: Evidence, named: str) -> dict[str, int]:
    """The span of the name inside the title, where the title stands in the text as it is written."""
    if evidence.start is None or named not in evidence.raw:
        return {}
    start = evidence.start + evidence.raw.index(named)
    return {"start": start, "end": start + len(named)}


def _labelled(page: ExtractedPage) -> Iterator[Naming]:
    speaks_as_department = _DEPARTMENT_VOICE.search(page.text) is not None
    for label in page.labels:
        rule = {"issuing_body": "issuing_body_label", "source": "source_line"}.get(label.name)
        if rule is None or is_office(label.raw) or len(label.raw) > 60:
            continue
        department = not re.search(r"(?:政府|办事处|[省市县区乡镇街道])$", label.raw)
        if department == speaks_as_department:
            yield Naming(raw=label.raw, rule=rule, place=label.place)
    if page.site_name and speaks_as_department:
        name = _SITE_WORDS.sub("", page.site_name.strip())
        if re.search(r"[局厅委会办]$", name):
            yield Naming(raw=name, rule="site_name", place="site_name")


def _in_opening(text: str) -> Iterator[Naming]:
    """现将柯城区2023年度…情况报告如下: the place or organ that the clause names."""
    clause = opening_clause(text)
    named = title_body(clause[0].lstrip("《")) if clause else None
    if clause and named and named in clause[0] and len(named) <= 30:
        start = clause[1] + clause[0].index(named)
        yield Naming(raw=named, rule="opening_place", start=start, end=start + len(named))


def _context(
    page: ExtractedPage,
    frame: Frame,
    bodies: Sequence[Body | None],
    year: int | None,
    hints: regions.Hints,
) -> str | None:
    """The region that the page is about: of the first body with one, else of the organ addressed or in 抄送."""
    named = next((body.region for body in bodies if body is not None and body.region), None)
    if named:
        return named
    if (spelled := _spelled_out(page, bodies, year, hints)) is not None:
        return spelled
    addressed = [spot.value for spot in (frame.addressee, frame.cc) if spot]
    addressed += [
        label.raw
        for label in page.labels
        if label.name in {"issuing_body", "source", "responsible_department"}
    ]
    for words in addressed:
        for name in re.split(r"[、，,；;]", words):
            body = complete_body(name, year, hints)
            if body is not None and body.region:
                return body.region
    return None


def _spelled_out(
    page: ExtractedPage, bodies: Sequence[Body | None], year: int | None, hints: regions.Hints
) -> str | None:
    """The region of 市水务局 where the text or the page's own lines once say 武汉市水务局; one region only."""
    rest = next(
        (b.department for b in bodies if b is not None and b.name is None and b.department), None
    )
    if rest is None or len(rest) < 3:
        return None
    shown = "\n".join(
        [
            page.text,
            page.breadcrumb or "",
            page.html_title or "",
            *(label.raw for label in page.labels),
        ]
    )
    named = {
        m.group()
        for m in re.finditer(rf"[\u4e00-\u9fff]{{2,12}}?[省市区县州旗盟]{re.escape(rest)}", shown)
    }
    codes = {
        body.region
        for name in named
        if (body := complete_body(name, year, replace(hints, within=None))) is not None
        and body.region
    }
    return codes.pop() if len(codes) == 1 else None


def _in_context(raw: str, body: Body | None, year: int | None, hints: regions.Hints) -> Body | None:
    """A body still without a name, read again with the page's own place in mind."""
    if body is None or body.name is not None:
        return body
    again = complete_body(raw, year, hints)
    return again if again is not None and again.name is not None else body


def _settle(weighed: Sequence[tuple[Naming, Body]]) -> BodyFound:
    """The best naming that could be completed, unless a better one contradicts it."""
    ranked = choose(_evidence(naming, naming.raw) for naming, _ in weighed)
    order = {(e.rule, e.raw): rank for rank, e in enumerate(ranked)}
    inline = sorted(weighed, key=lambda pair: order.get((pair[0].rule, pair[0].raw), len(order)))
    unnamed = next((pair for pair in inline if pair[1].name is None), None)
    named = next((pair for pair in inline if pair[1].name is not None), None)
    if (
        unnamed
        and named
        and inline.index(unnamed) < inline.index(named)
        and not _agrees(unnamed[1], named[1])
    ):
        named = None
    evidence = [
        replace(_evidence(naming, body.name), chosen=named is not None and body is named[1])
        for naming, body in inline
        if body.name is not None
    ]
    evidence.sort(key=lambda e: not e.chosen)
    settled = named or unnamed
    return BodyFound(
        body=settled[1] if settled else None,
        evidence=tuple(evidence),
        stands=_evidence(settled[0], settled[0].raw) if settled else None,
    )


def _agrees(unnamed: Body, body: Body) -> bool:
    """Whether a lesser naming may complete a better one that lacks its place."""
    if unnamed.department != body.department:
        return False
    return not unnamed.candidates or body.region in unnamed.candidates


def _evidence(naming: Naming, value: str) -> Evidence:
    return Evidence(
        field="issuing_body", value=value, rule=naming.rule, raw=naming.raw, start=naming.start, end=naming.end,
        place_in_page=None if naming.start is not None else naming.place,
        confidence=confidence_of("issuing_body", naming.rule),
    )  # fmt: skip
