"""Whether catalog and WARC files belong together: a lost or older catalog must not be harvested into.

It would ask everything again, and cut committed records off as if they had never been.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from sqlite_utils import Database

from archive import events
from archive.errors import ArchiveDamaged
from archive.warc_reading import OPEN, iter_records, warc_files

LONGEST_GROUP = timedelta(minutes=1)
"""Events wait some hundredths of a second for their commit: a longer stretch was committed, by a newer catalog."""
ADVICE = "make the catalog again from warc/: python -m archive rebuild"


def agree(folder: Path, db: Database) -> None:
    """Raise ArchiveDamaged where a file is missing, or holds more or less than the catalog has committed of it."""
    committed = {
        str(row["warc_file"]): int(row["committed"]) for row in db.query("SELECT * FROM warc_files")
    }
    sizes = {path.name: path.stat().st_size for path in warc_files(folder)}
    for name, size in committed.items():
        found = sizes.get(name)
        if found is None and name + OPEN not in sizes:
            what = (
                f"missing, though the catalog has {size} bytes of it; bring it back from a copy, or"
            )
            raise ArchiveDamaged(f"{folder / name}: {what} {ADVICE}")
        if found is not None and found != size:
            what = f"{found} bytes, though the catalog has {size}; bring it back from a copy, or"
            raise ArchiveDamaged(f"{folder / name}: {what} {ADVICE}")
    for name in sizes.keys() - committed.keys():
        if not name.endswith(OPEN):
            raise ArchiveDamaged(f"{folder / name}: the catalog does not know this file; {ADVICE}")
    harvests = {row["harvest_id"] for row in db.query("SELECT harvest_id FROM harvests")}
    for name in sizes:
        if name.endswith(OPEN):
            _hold_tail(folder / name, committed.get(name.removesuffix(OPEN), 0), harvests)


def _hold_tail(path: Path, start: int, harvests: set[str]) -> None:
    """What lies beyond the committed bytes of an open file must be what one commit may lose."""
    first = last = ""
    for event in _events(path, start):
        first, last = first or event.at, event.at
        # The first commit of a harvest holds its beginning and nothing else.
        known = event.harvest_id in harvests or isinstance(event, events.HarvestStarted)
        long = datetime.fromisoformat(last) - datetime.fromisoformat(first) > LONGEST_GROUP
        if long or not known:
            raise ArchiveDamaged(f"{path}: the catalog is older than this file; {ADVICE}")


def _events(path: Path, start: int) -> Iterator[events.Event]:
    """Whole events from an offset on; damage ends them, since cutting it off is what comes next."""
    try:
        for record in iter_records(path, start):
            if record.headers.get("warc-target-uri", "").startswith("urn:fazhi:"):
                yield events.from_json(record.block)
    except (ArchiveDamaged, KeyError, ValueError, TypeError):
        return
