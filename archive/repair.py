"""Mends the WARC files that a killed harvest left open: cuts what was never committed, and seals them."""

from __future__ import annotations

import hashlib
import logging
import os
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from archive.errors import ArchiveDamaged, NoSpace
from archive.failpoint import FailPoint, no_fail
from archive.warc_reading import OPEN, members

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Cut:
    """Bytes that were taken off an open WARC file, kept aside."""

    warc_file: str
    committed: int
    """Offset that the file now ends at."""
    lost_bytes: int
    lost_records: int
    """Whole records among them; a torn last one is not counted."""
    torn: bool
    """The bytes end in the middle of a record."""
    kept: Path
    """Where they lie now."""


def mend(folder: Path, db: Database, fail: FailPoint = no_fail) -> list[str]:
    """Cut what was never committed off the open files, and seal them: a file is never appended to twice.

    Gives a line for the operator on each cut. Raises ArchiveDamaged and NoSpace as `cut_tail` does, and
    ArchiveDamaged for a closed file of which committed bytes are gone.
    """
    told = []
    _whole(folder, db)
    committed = {
        row["warc_file"]: int(row["committed"])
        for row in db.query("SELECT * FROM warc_files WHERE sealed = 0")
    }
    open_files = {path.name.removesuffix(OPEN) for path in folder.glob("*" + OPEN)}
    for name in sorted(open_files | set(committed)):
        if name in open_files:
            fail("before-cut")
            cut = cut_tail(folder, name, committed.get(name, 0))
            if cut is not None:
                told.append(
                    f"{name}: {cut.lost_bytes} bytes that were never committed are kept in {cut.kept}"
                )
                log.warning("%s", told[-1])
            fail("after-cut")
            if committed.get(name, 0):
                seal(folder, name)
            else:
                (folder / (name + OPEN)).unlink()
        fail("after-mend")
        mark_sealed(db, folder, name)
    return told


def _whole(folder: Path, db: Database) -> None:
    """Raise ArchiveDamaged where a closed file is gone, or shorter than what was committed of it."""
    for row in db.query("SELECT * FROM warc_files WHERE sealed = 1 ORDER BY warc_file"):
        path = folder / row["warc_file"]
        size = path.stat().st_size if path.is_file() else 0
        if size < row["committed"]:
            raise ArchiveDamaged(
                f"{path}: {size} bytes, though {row['committed']} are committed; bring it back from a copy, "
                "or make the catalog again from what is left: python -m archive rebuild"
            )


def mark_committed(db: Database, name: str, harvest_id: str, length: int) -> None:
    """Write down, in the open transaction, how far a file holds what rows refer to."""
    db.execute(
        "INSERT INTO warc_files (warc_file, harvest_id, committed, sealed) VALUES (?, ?, ?, 0) "
        "ON CONFLICT (warc_file) DO UPDATE SET committed = excluded.committed",
        (name, harvest_id, length),
    )


def mark_sealed(db: Database, folder: Path, name: str) -> None:
    """Write down that a file has its final name, and which bytes it holds."""
    path = folder / name
    digest = file_digest(path) if path.is_file() else None
    with db.atomic():
        db.execute(
            "UPDATE warc_files SET sealed = 1, sha256 = ? WHERE warc_file = ?", [digest, name]
        )


def file_digest(path: Path) -> str:
    """SHA-256 in hex: gzip's own sums leave out its headers and the last bits of a member."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def free_serial(folder: Path, harvest_id: str) -> int:
    """One more than the last serial of a harvest's files on disk."""
    names = [path.name.removesuffix(OPEN) for path in folder.glob(f"fazhi-{harvest_id}-*")]
    return max((int(name.split(".")[0].rsplit("-", 1)[1]) for name in names), default=0) + 1


def cut_tail(folder: Path, file_name: str, committed: int) -> Cut | None:
    """Cut an open file at its committed offset; None where nothing lies beyond.

    The bytes are kept below warc/cut/. Raises ArchiveDamaged where the file is missing or shorter
    than what was committed: then committed records are gone and no cut can mend that. Raises NoSpace
    where the cut bytes cannot be kept; then nothing was cut.
    """
    path = folder / (file_name + OPEN)
    if not path.is_file():
        raise ArchiveDamaged(f"{path}: missing, though the catalog has {committed} bytes of it")
    size = path.stat().st_size
    if size < committed:
        raise ArchiveDamaged(
            f"{path}: {size} bytes, though {committed} are committed; bring it back from a copy, "
            "or make the catalog again from what is left: python -m archive rebuild"
        )
    if size == committed:
        return None
    kept = _keep(path, folder / "cut", f"{file_name}.{committed}", committed)
    records, torn = _count(path, committed)
    with path.open("r+b") as stream:
        stream.truncate(committed)
        os.fsync(stream.fileno())
    return Cut(
        warc_file=file_name, committed=committed, lost_bytes=size - committed,
        lost_records=records, torn=torn, kept=kept,
    )  # fmt: skip


def seal(folder: Path, file_name: str) -> None:
    """Give an open file that nobody writes its final name."""
    path = folder / (file_name + OPEN)
    with path.open("r+b") as stream:
        os.fsync(stream.fileno())
    path.rename(folder / file_name)
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Make new and changed names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _keep(path: Path, folder: Path, name: str, start: int) -> Path:
    folder.mkdir(exist_ok=True)
    kept, number = folder / name, 1
    while kept.exists():
        kept, number = folder / f"{name}.{number}", number + 1
    try:
        _copy(path, start, kept)
    except OSError as error:
        kept.unlink(missing_ok=True)
        raise NoSpace(
            f"{kept}: {error.strerror}; make room for the bytes that are to be kept aside and try again"
        ) from error
    sync_folder(folder)
    sync_folder(folder.parent)
    return kept


def _copy(path: Path, start: int, kept: Path) -> None:
    with path.open("rb") as source, kept.open("xb") as target:
        source.seek(start)
        while chunk := source.read(1 << 20):
            target.write(chunk)
        target.flush()
        os.fsync(target.fileno())


def _count(path: Path, start: int) -> tuple[int, bool]:
    count = 0
    try:
        for _ in members(path, start):
            count += 1
    except ArchiveDamaged:
        return count, True
    return count, False
