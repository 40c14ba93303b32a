"""Claims about events that are replayed: what others did to the files since changes nothing but where records stand."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.catalog import capture
from archive.opening import open_archive
from archive.warc_reading import members, read_payload
from pipelines.rebuild import rebuild
from tests.pipelines.harvesting import exports, live


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return live(tmp_path_factory.mktemp("lived"))


def _renamed(files: list[Path], folder: Path) -> None:
    """So that their names sort the other way round."""
    for number, file in enumerate(files):
        shutil.copy(file, folder / f"{9 - number}.warc.gz")


def _joined(files: list[Path], folder: Path) -> None:
    """One file, the last harvest first: members of gzip may stand behind each other in any order."""
    (folder / "all.warc.gz").write_bytes(b"".join(file.read_bytes() for file in reversed(files)))


def _twice(files: list[Path], folder: Path) -> None:
    """Each with its copy beside it."""
    for file in files:
        shutil.copy(file, folder / file.name)
        shutil.copy(file, folder / f"old-{file.name}")


def _packed_anew(files: list[Path], folder: Path) -> None:
    """By a tool that compresses otherwise: every record has another place."""
    for file in files:
        packed = (gzip.compress(content, 1, mtime=0) for _, _, content in members(file))
        (folder / file.name).write_bytes(b"".join(packed))


@pytest.mark.parametrize("handled", [_renamed, _joined, _twice, _packed_anew])
def test_files_that_others_handled_rebuild_to_the_same_corpus_and_lead_to_their_records(
    handled: Callable[[list[Path], Path], None], lived: Path, tmp_path: Path
) -> None:
    (tmp_path / "warc").mkdir()
    handled(sorted((lived / "warc").glob("*.gz")), tmp_path / "warc")
    rebuild(tmp_path, tmp_path)
    again, before = exports(tmp_path), exports(lived)
    assert _without_places(again.pop("corpus")) == _without_places(before.pop("corpus"))
    assert again == before
    db = open_archive(tmp_path)
    for row in db.query("SELECT capture_id FROM captures WHERE record_type = 'response'"):
        assert read_payload(tmp_path / "warc", capture(db, row["capture_id"])).body
    assert {row["harvest_id"] for row in db.query("SELECT * FROM warc_files")} <= {"h1", "h2"}
    db.close()


def _without_places(lines: bytes) -> list[dict[str, object]]:
    rows = [json.loads(line) for line in lines.splitlines()]
    return [{key: row[key] for key in row if not key.startswith("warc_")} for row in rows]
