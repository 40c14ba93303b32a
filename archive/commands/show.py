"""Show a report: its facts with the evidence for each, its places, versions and WARC record."""

from __future__ import annotations

import argparse
import dataclasses
import sys

from sqlite_utils import Database

from archive import catalog as reading
from archive.commands.arguments import add_archive, add_json, catalog, folder
from archive.commands.printing import flat, print_json
from archive.records import Evidence
from archive.warc_reading import read_payload


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument(
        "report", metavar="REPORT_ID[@N]", help="an id that `reports` lists; @N its N-th version"
    )
    parser.add_argument(
        "--raw", action="store_true", help="the original bytes that the text was read from"
    )
    add_archive(parser)
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Print what is known, or the original payload with its content coding removed."""
    db = catalog(args)
    if args.raw:
        holder = reading.holder(db, reading.version(db, args.report).capture_id)
        sys.stdout.buffer.write(read_payload(folder(args) / "warc", holder).body)
        sys.stdout.buffer.flush()
    elif args.json:
        print_json(_as_json(db, args.report))
    else:
        _print(db, args.report)
    return 0


def _as_json(db: Database, name: str) -> dict[str, object]:
    """The columns of `corpus`, and below them what proves them."""
    report_id, version = name.partition("@")[0], reading.version(db, name)
    report = reading.as_in(db, reading.report(db, report_id), version)
    capture = reading.holder(db, version.capture_id)
    return {
        **dataclasses.asdict(report),
        "text": version.text,
        "evidence": {
            field: [dataclasses.asdict(one) for one in found]
            for field, found in reading.evidence(db, version.version_id).items()
        },
        "places_found": [dataclasses.asdict(place) for place in reading.places(db, report_id)],
        "versions_found": [
            {key: value for key, value in dataclasses.asdict(one).items() if key != "text"}
            for one in reading.versions(db, report_id)
        ],
        "capture": dataclasses.asdict(capture),
    }


def _print(db: Database, name: str) -> None:
    report_id, version = name.partition("@")[0], reading.version(db, name)
    report = reading.as_in(db, reading.report(db, report_id), version)
    evidence = reading.evidence(db, version.version_id)
    print(f"{report.report_id}  {flat(report.title)}")
    for field in reading.FACTS:
        print(f"  {field:<23}{_cell(getattr(report, field))}{_because(evidence.get(field, []))}")
    for field in sorted(set(evidence) - set(reading.FACTS)):
        print(f"  {field:<23}{_cell(evidence[field][0].value)}{_because(evidence[field])}")
    units = (report.province, report.city, report.county, report.region_name)
    where = "  ".join(flat(one) for one in dict.fromkeys(units) if one)
    print(f"  {'place':<23}{_cell(where or None)}")
    print("versions")
    for one in reading.versions(db, report_id):
        mark = "*" if one.version == version.version else " "
        print(
            f" {mark}{one.version_id}  {one.characters} characters  {one.origin}  {one.first_seen} – {one.last_seen}"
        )
    print("places")
    for place in reading.places(db, report_id):
        mark = "*" if place.canonical else " "
        gone = f"  gone since {place.gone_since}" if place.gone_since else ""
        print(f" {mark}{flat(place.url)}  {place.provenance}  {_cell(place.published_date)}{gone}")
        print(f"    {flat(place.reason)}")
    capture = reading.holder(db, version.capture_id)
    print("record")
    print(f"  text sha256 {version.text_sha256}")
    print(
        f"  {capture.warc_file}  offset {capture.warc_offset}  {capture.captured_at}  {flat(capture.url)}"
    )
    print(f"  {capture.record_type}  {_cell(capture.media_type)}  {_cell(capture.payload_digest)}")


def _cell(value: object) -> str:
    return flat(value) if value is not None else "–"


def _because(found: list[Evidence]) -> str:
    """The chosen evidence in words, and how many others spoke."""
    if found and not found[0].chosen:
        return f"   ({flat(found[0].raw)[:40]} is not used: {found[0].rule}, {found[0].confidence:.2f})"
    if not found:
        return ""
    first = found[0]
    place = (
        f"text {first.start}–{first.end}" if first.start is not None else flat(first.place_in_page)
    )
    others = f", {len(found) - 1} more" if len(found) > 1 else ""
    return f"   ← {first.rule}: {flat(first.raw)[:40]} ({place}; {first.confidence:.2f}{others})"
