"""Whether an archive is sound: by our own verification, and by two readers of WARC that others wrote."""

from __future__ import annotations

from pathlib import Path

from fastwarc.warc import ArchiveIterator
from sqlite_utils import Database

from archive.verify import verify
from archive.warc_reading import iter_records, warc_files
from tests.archive.making import complaints


def unsound(archive: Path) -> list[str]:
    """Every complaint of `verify`, warcio and FastWARC; none for a sound archive."""
    db = Database(archive / "corpus.db")
    try:
        found = [
            f"verify: {p.kind}: {p.where}: {p.what}" for p in verify(archive, db, lambda _: None)
        ]
    finally:
        db.close()
    for path in warc_files(archive / "warc"):
        if said := _complaints(path).strip():
            found.append(f"warcio: {path.name}: {said[:300]}")
        own = sum(1 for _ in iter_records(path))
        with path.open("rb") as stream:
            others = sum(1 for _ in ArchiveIterator(stream, parse_http=False))
        if own != others:
            found.append(f"{path.name}: {own} records by our reader, {others} by FastWARC")
    return found


def _complaints(path: Path) -> str:
    """What warcio's checker says; a body in br stops it (it asks brotli for what brotli has not): no complaint of ours."""
    try:
        return complaints(path)
    except AttributeError as error:
        if "brotli" not in str(error):
            raise
        return ""


def records(archive: Path) -> int:
    """How many WARC records an archive holds."""
    return sum(1 for path in warc_files(archive / "warc") for _ in iter_records(path))
