"""Stored bytes to a `Reading`: what sort of file, its text, its facts, and whether it is a report."""

from __future__ import annotations

import struct
import zipfile
from dataclasses import replace

from lxml.etree import LxmlError

from archive.errors import FazhiError, NoSpace
from archive.records import ExtractedPage, Facts, Page, Reading
from pipelines.accept import accept
from pipelines.attachments.sniff import media_type
from pipelines.decode import MAX_BYTES, is_too_long
from pipelines.describe import describe
from pipelines.extract import extract
from pipelines.plain import extract_plain
from pipelines.rules import software
from pipelines.sections import cut_sections

SOFTWARE = " ".join(
    f"{name}/{version}"
    for name, version in software().items()
    if name in {"fazhi-rules", "trafilatura", "lxml"}
)

LONGEST_DOCUMENT = 200_000
"""Characters within which facts are looked for; the longest real reports have some 60,000."""

EXPECTED = (
    FazhiError, LxmlError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError,
    OSError, EOFError, RecursionError, MemoryError, struct.error, zipfile.BadZipFile,
)  # fmt: skip
"""What broken bytes can raise in the parsers we use: such a page gives a Reading with `error`, never a crash."""

_READ = frozenset({"ok", "scan"})
"""Outcomes that say nothing against the file; a scan without OCR waits for it."""

_PAGE_FLAGS = ("challenge", "login", "soft_404", "needs_javascript")


def read(page: Page) -> Reading:
    """Read one stored page or attachment. Never raises for what the bytes hold: `error` says what failed.

    Raises NoSpace where a reader finds no room for its files: that says nothing of the page.
    """
    try:
        return _read(page)
    except NoSpace:
        raise
    except EXPECTED as problem:
        return _failed(page, problem)


def _read(page: Page) -> Reading:
    kind = media_type(page.body, page.name, page.content_type)
    outcome, extracted = _extracted(page, kind)
    attachments = extracted.attachments
    looked_at = _within_reason(_named(extracted, page))
    described = describe(looked_at, page.entry, page.not_after)
    accepted = accept(looked_at, described.facts, has_attachment=bool(attachments))
    reason = accepted.reason
    failed = outcome not in _READ
    if failed and reason == "no_text":
        reason = outcome
    return Reading(
        url=page.url,
        is_report=accepted.is_report,
        reason=reason,
        facts=described.facts,
        text=extracted.text,
        evidence=described.evidence,
        sections=cut_sections(extracted.text),
        department=described.department,
        candidates=described.candidates,
        attachments=attachments,
        next_parts=extracted.next_parts,
        media_type=kind,
        rule=extracted.rule,
        origin=extracted.origin,
        outcome=outcome,
        encoding=_decision(extracted),
        site_code=extracted.site_code,
        flags=extracted.flags,
        ocr_confidence=extracted.ocr_confidence,
        error=extracted.problem if failed else None,
        software=SOFTWARE,
    )


def _decision(page: ExtractedPage) -> str | None:
    """How the bytes became characters: `gb18030 (meta)`; None where nothing was decoded."""
    if page.encoding is None:
        return None
    return f"{page.encoding} ({page.encoding_rule})" if page.encoding_rule else page.encoding


def _extracted(page: Page, kind: str) -> tuple[str, ExtractedPage]:
    """The page's outcome and its text by the reader of its kind."""
    is_markup = kind in {"text/html", "application/xhtml+xml", "application/xml"}
    if (is_markup or kind == "text/plain") and is_too_long(page.body):
        return "limit", _too_long(page)
    if is_markup:
        extracted = extract(page)
        return next((flag for flag in _PAGE_FLAGS if flag in extracted.flags), "ok"), extracted
    if kind == "text/plain":
        return "ok", extract_plain(page)
    # Heavy (numpy, Pillow, pdfium), and most readers and harvests meet no attachment.
    from pipelines.attachments.read import extract_attachment

    return extract_attachment(page)


def _too_long(page: Page) -> ExtractedPage:
    """A page of which only the start could be read: half a document is none."""
    problem = f"a page of {len(page.body)} bytes, of which {MAX_BYTES} would be read"
    return ExtractedPage(url=page.url, text="", rule="none", flags=("truncated",), problem=problem)


def _named(extracted: ExtractedPage, page: Page) -> ExtractedPage:
    """An attachment's own title may stand in its file's name alone: it serves as its <title>."""
    if extracted.origin in {"html", "text"} or extracted.html_title or not page.name:
        return extracted
    stem = page.name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return replace(extracted, html_title=stem)


def _within_reason(extracted: ExtractedPage) -> ExtractedPage:
    """The page with as much text as a document can have: what hostile pages hold beyond is kept, not searched."""
    if len(extracted.text) <= LONGEST_DOCUMENT:
        return extracted
    return replace(extracted, text=extracted.text[:LONGEST_DOCUMENT])


def _failed(page: Page, problem: BaseException) -> Reading:
    outcome = "limit" if isinstance(problem, MemoryError) else "parse_failed"
    message = f"{type(problem).__name__}: {problem}"[:500]
    return Reading(
        url=page.url, is_report=False, reason=outcome, facts=Facts(), text="", outcome=outcome,
        error=message, software=SOFTWARE,
    )  # fmt: skip
