"""`python -m archive extract`: saved files to the JSON objects that the command prints, one a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from archive.records import Evidence, Page, Reading
from pipelines.pool import in_time, spawn_readers

FACTS = (
    "title", "inner_title", "report_year", "issuing_body", "region", "level", "document_number", "index_number",
    "published_date", "signed_date", "generated_date",
)  # fmt: skip
"""The facts that the command prints (DESIGN §1), in its order."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ManifestLine:
    """One saved file, and what is known of where it came from."""

    file: Path
    url: str | None = None
    content_type: str | None = None


def extract_files(files: Iterable[ManifestLine]) -> Iterator[dict[str, object]]:
    """One JSON object for each file, in order; a file that cannot be read has `error` set and null facts.

    One reader reads them all within the bounds of the harvest's readers; a file that ends it costs
    itself, and the next one gets a new reader.
    """
    reader = spawn_readers(1)
    try:
        for line in files:
            try:
                found = reader.submit(extract_file, line).result()
            except BrokenProcessPool:
                reader.shutdown(wait=False)
                reader = spawn_readers(1)
                found = _unreadable(f"{line.file}: its reader reached a limit and ended", "limit")
            yield found
    finally:
        reader.shutdown(wait=True, cancel_futures=True)


def extract_file(line: ManifestLine) -> dict[str, object]:
    """What is printed for one file; run by the reader."""
    from pipelines.reading import (
        read,
    )  # heavy: the command's own process prints, and needs none of it

    try:
        body = line.file.read_bytes()
    except (OSError, ValueError, MemoryError) as problem:
        return _unreadable(f"{line.file}: {getattr(problem, 'strerror', None) or problem}")
    page = Page(
        url=line.url or line.file.resolve().as_uri(),
        body=body,
        content_type=line.content_type,
        name=line.file.name,
    )
    try:
        with in_time():
            return as_json(read(page))
    except ImportError:
        raise  # no file's fault
    except Exception as problem:  # noqa: BLE001 (a file that trips its reader costs itself, with the reason)
        return _unreadable(f"{type(problem).__name__}: {problem}"[:500], "parse_failed")


def as_json(reading: Reading) -> dict[str, object]:
    """A reading as the command prints it: facts, text, and evidence by field, the chosen first; all null on error."""
    failed = reading.error is not None
    facts: dict[str, object] = {
        name: None if failed else getattr(reading.facts, name) for name in FACTS
    }
    return {
        "is_report": reading.is_report,
        "reason": reading.reason,
        **facts,
        "text": None if failed else reading.text,
        "evidence": {} if failed else evidence_by_field(reading.evidence),
        "error": reading.error,
    }


def evidence_by_field(evidence: Iterable[Evidence]) -> dict[str, list[dict[str, object]]]:
    """Evidence as JSON: `{field: [{…}, …]}`, the chosen first."""
    fields: dict[str, list[dict[str, object]]] = {}
    for piece in sorted(evidence, key=lambda e: not e.chosen):
        fields.setdefault(piece.field, []).append(
            {
                "value": int(piece.value) if piece.field == "report_year" else piece.value,
                "rule": piece.rule,
                "raw": piece.raw,
                "start": piece.start,
                "end": piece.end,
                "place_in_page": piece.place_in_page,
                "confidence": piece.confidence,
                "chosen": piece.chosen,
            }
        )
    return fields


def _unreadable(problem: str, reason: str = "unreadable") -> dict[str, object]:
    facts: dict[str, object] = dict.fromkeys(FACTS)
    return {
        "is_report": False,
        "reason": reason,
        **facts,
        "text": None,
        "evidence": {},
        "error": problem,
    }
