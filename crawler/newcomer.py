"""A new portal: its row, tried before it is written, and a golden case made of the first report that it gave."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from archive import catalog
from archive.errors import ConfigurationError
from archive.migrations import open_catalog
from archive.records import Portal
from archive.warc_reading import read_payload
from crawler.trial import Row, Trial
from pipelines.regions import customary_name
from spiders.registry import rows
from spiders.registry.loader import load
from spiders.registry.names import file_of, organ_of, slug_of
from spiders.registry.writing import append_row

FACTS = (
    "title",
    "inner_title",
    "document_number",
    "index_number",
    "issuing_body",
    "published_date",
    "signed_date",
    "generated_date",
    "report_year",
)
"""What a golden case expects, in the order of its file."""


OPTIONS = {
    "name": "--name", "region": "--region", "home": "--home", "family": "--family", "lists": "--list",
}  # fmt: skip
"""Which option gives a key of the row."""


def row_of(given: dict[str, Any], registry: Path) -> Portal:
    """Return the row that the options describe; id and name follow from host and region where they are not given.

    Raises ConfigurationError for a row that the registry would not take.
    """
    home, region = str(given.get("home") or ""), str(given.get("region") or "")
    portal = str(given.get("id") or slug_of(home))
    place = customary_name(region)
    row = {**given, "name": given.get("name") or (place + organ_of(place) if place else None)}
    row = {key: value for key, value in row.items() if value and key != "id"}
    wrong = [
        (
            key,
            f"{told}: the code {region} has no name that is known"
            if region and key == "name"
            else told,
        )
        for key, told in rows.problems(row)
    ]
    if not rows.PORTAL_ID.fullmatch(portal):
        wrong.insert(0, ("--id", "an id is 1 to 64 of a-z, 0-9 and -"))
    if registry.is_file() or any(registry.glob("*.toml")):
        known = {known.portal: known for known in load(registry)}
        if portal in known:
            wrong.insert(
                0, ("--id", f"'{portal}' is the id of {known[portal].name}; give another with --id")
            )
    if wrong:
        raise ConfigurationError(
            "\n".join(f"new: {OPTIONS.get(key, key)}: {message}" for key, message in wrong)
        )
    return rows.portal_of(portal, row)


def keep(
    portal: Portal, found: Trial, archive: Path, registry: Path, golden: Path
) -> tuple[list[Path], str | None]:
    """Write the row, and a golden case of the first report; gives what was written, and what to say of what was not.

    A row is a promise that somebody saw the portal: where nothing of it answered, none is written.
    """
    if found.is_down:
        ends = ", ".join(found.outcomes) or "no request was made"
        return [], (
            f"nothing is written, since {portal.home} did not answer ({ends}); try again later, "
            "or write the row by hand"
        )
    written = [write_row(improved(portal, found), registry)]
    if not found.reports:
        return written, "the row is written without a golden case: no report was read"
    case = golden / f"{portal.portal}-{found.reports[0].report_year}"
    if case.exists():
        return written, f"{case}: this golden case was there already and is left as it is"
    return [*written, write_golden(archive, found.reports[0], case)], None


def improved(portal: Portal, trial: Trial) -> Portal:
    """Return the row with the report columns that its trial found, and the family that read the first of them."""
    useful = [column for column in trial.columns if column.rows and not column.collects_others]
    if portal.lists or not useful:
        return portal
    return replace(
        portal,
        lists=tuple(column.url for column in useful),
        family=portal.family or useful[0].family,
    )


def write_row(portal: Portal, registry: Path) -> Path:
    """Put the row at the end of its province's file, or of the one file that is the registry; gives that file."""
    file = (
        registry
        if registry.is_file() or registry.suffix == ".toml"
        else registry / file_of(portal.region)
    )
    append_row(file, portal)
    return file


def write_golden(archive: Path, row: Row, folder: Path) -> Path:
    """Write the stored page of a report and what was read off it, for a person to check; gives the case's folder."""
    db = open_catalog(archive / "corpus.db")
    try:
        stored = read_payload(archive / "warc", catalog.holder(db, str(row.capture_id)))
        found = db.execute(
            "SELECT url, reading, text FROM readings WHERE capture_id = ?", [row.capture_id]
        ).fetchone()
    finally:
        db.close()
    url, reading, text = found
    facts = json.loads(reading)["facts"]
    expected = {
        "url": url,
        "content_type": stored.content_type,
        "is_report": row.is_report,
        **{name: facts.get(name) for name in FACTS},
        "text": text,
    }
    folder.mkdir(parents=True)
    (folder / "page.html").write_bytes(stored.body)
    shown = json.dumps(expected, ensure_ascii=False, indent=1)
    (folder / "expected.json").write_text(shown + "\n", encoding="utf-8")
    return folder
