"""An archive is read wherever it can be; where it cannot, one line says what, where and what to do."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from archive.__main__ import main
from archive.migrations import open_catalog
from tests.archive.small import make_archive

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_archive(tmp_path_factory.mktemp("still") / "归档 with space#?")


def without_room(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    """A verb where no file may grow, as on a full disk or a medium that is read only."""
    return subprocess.run(
        [sys.executable, "-m", "archive", *words, "--archive", str(folder)],
        cwd=ROOT,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)),
        capture_output=True,
        check=False,
    )


def asked(folder: Path, *words: str) -> bytes:
    return subprocess.run(
        [sys.executable, "-m", "archive", *words, "--archive", str(folder)],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout


@pytest.mark.parametrize(
    "words",
    [
        ["reports", "--json"], ["coverage"], ["changes"], ["show", "990101-gov-2020"], ["search", "复议"],
        ["show", "--raw", "990101-gov-2020@1"], ["diff", "990101-gov-2020"], ["verify"],
    ],
)  # fmt: skip
def test_a_reader_needs_no_room_beside_the_catalog(folder: Path, words: list[str]) -> None:
    done = without_room(folder, *words)
    assert done.returncode == 0, done.stderr
    assert done.stdout == asked(folder, *words)


def test_what_a_harvest_wrote_last_is_never_left_out_unsaid(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    db = open_catalog(copy / "corpus.db", create=True)
    db.execute("UPDATE reports SET title = 'later'")
    db.conn.commit()
    still = tmp_path / "still"
    still.mkdir()
    for name in ("corpus.db", "corpus.db-wal"):
        shutil.copy(copy / name, still / name)
    db.close()
    done = without_room(still, "reports")
    assert (done.returncode, done.stdout) == (16, b"")
    assert b"corpus.db-wal" in done.stderr
    assert done.stderr.count(b"\n") == 1
    assert b"later" in asked(still, "reports")


def test_a_file_that_finds_no_room_leaves_the_one_before(folder: Path, tmp_path: Path) -> None:
    for words in (["export", "--format", "csv", "--out"], ["coverage", "--svg"], ["diff", "990101-gov-2020", "--html"]):  # fmt: skip
        out = tmp_path / "out"
        out.write_bytes(b"before")
        done = without_room(folder, *words, str(out))
        assert done.returncode == 13, done.stderr
        assert b"give another --" in done.stderr
        assert out.read_bytes() == b"before"
        assert list(tmp_path.iterdir()) == [out]


def test_a_full_disk_behind_stdout_is_one_line(folder: Path) -> None:
    for words in (["reports"], ["coverage"], ["show", "--raw", "990101-gov-2020"]):
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [sys.executable, "-m", "archive", *words, "--archive", str(folder)],
                cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False,
            )  # fmt: skip
        assert done.returncode == 13
        assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("verb", ["reports", "verify", "serve"])
def test_what_is_no_archive_is_named(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], verb: str
) -> None:
    (tmp_path / "file").write_text("x")
    for name in ("lost", "foreign", "empty", "none"):
        (tmp_path / name).mkdir()
    shutil.copytree(folder / "warc", tmp_path / "lost" / "warc")
    with sqlite3.connect(tmp_path / "foreign" / "corpus.db") as other:
        other.execute("CREATE TABLE x (a)")
    (tmp_path / "empty" / "corpus.db").touch()
    for name, code, words in (
        ("file", 16, "is a file"),
        ("lost", 15, "archive rebuild"),
        ("foreign", 15, "no catalog of Fazhi"),
        ("empty", 15, "no catalog of Fazhi"),
        ("none", 2, "scrapy crawl portals"),
        ("x" * 300, 16, os.strerror(36)),
    ):
        assert main([verb, "--archive", str(tmp_path / name)]) == code, name
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.count("\n") == 1
        assert words in said.err
