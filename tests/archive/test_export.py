"""Every format has the same rows, types and order, and no cell runs."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from archive.errors import ConfigurationError
from archive.export import export, harmless
from archive.opening import open_archive
from archive.selection import Selection
from archive.tables import INTEGERS, TABLES
from tests.archive.small import EDITED, make_archive


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    db = open_archive(make_archive(tmp_path_factory.mktemp("small")))
    yield db
    db.close()


@pytest.mark.parametrize("what", sorted(TABLES))
def test_all_formats_hold_the_same_rows(corpus: Database, tmp_path: Path, what: str) -> None:
    counts = {
        form: export(corpus, TABLES[what], Selection(), form, tmp_path / f"x.{form}")
        for form in ("jsonl", "csv", "parquet")
    }
    assert len(set(counts.values())) == 1
    assert counts["csv"] > 0
    lines = [json.loads(line) for line in (tmp_path / "x.jsonl").read_text("utf-8").splitlines()]
    table = pq.read_table(tmp_path / "x.parquet")
    assert table.to_pylist() == lines
    for field in table.schema:
        assert field.type == (pa.int64() if field.name in INTEGERS else pa.string()), field.name
    text = (tmp_path / "x.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row.keys() for row in rows] == [line.keys() for line in lines]


def test_the_columns_of_the_corpus_are_the_contracts(corpus: Database) -> None:
    for name, view in (("corpus", "corpus"), ("versions", "corpus_versions")):
        columns = [
            row["name"] for row in corpus.query("SELECT name FROM pragma_table_info(?)", [view])
        ]
        assert list(TABLES[name].columns) == columns


def test_csv_has_a_byte_order_mark_and_harmless_cells(corpus: Database, tmp_path: Path) -> None:
    export(corpus, TABLES["corpus"], Selection(), "csv", tmp_path / "x.csv")
    data = (tmp_path / "x.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfreport_id,")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[0]["text"] == EDITED
    assert rows[0]["index_number"] == ""
    assert rows[1]["title"] == "'=1+1"
    assert rows[1]["text"].startswith("'=HYPERLINK")


@given(st.text())
def test_no_text_leaves_a_cell_that_a_spreadsheet_runs(text: str) -> None:
    cell = harmless(text)
    assert isinstance(cell, str)
    assert not cell.startswith(tuple("=+-@\t\r"))
    assert cell.removeprefix("'").replace("\0", "") in {
        text.replace("\0", ""),
        text.replace("\0", "").removeprefix("'"),
    }


def test_the_same_archive_gives_the_same_bytes(corpus: Database, tmp_path: Path) -> None:
    for form in ("jsonl", "csv", "parquet"):
        for name in ("a", "b"):
            export(corpus, TABLES["versions"], Selection(), form, tmp_path / name)
        assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_selection_holds_for_exports_too(corpus: Database, tmp_path: Path) -> None:
    only = Selection(region="990102")
    assert export(corpus, TABLES["corpus"], only, "jsonl", tmp_path / "x") == 1
    assert export(corpus, TABLES["requests"], only, "jsonl", tmp_path / "x") == 0
    assert (
        export(corpus, TABLES["corpus"], Selection(first_year=2020), "jsonl", tmp_path / "x") == 1
    )


def test_a_pipe_takes_the_rows_as_they_come(corpus: Database, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        assert export(corpus, TABLES["corpus"], Selection(), "jsonl", pipe) == 2
        assert reader.communicate()[0].count(b"\n") == 2
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_failed_export_leaves_nothing_behind(corpus: Database, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(ConfigurationError, match="--out"):
        export(corpus, TABLES["corpus"], Selection(), "csv", tmp_path / "folder")
    with pytest.raises(ConfigurationError, match="parquet"):
        export(corpus, TABLES["corpus"], Selection(), "xml", tmp_path / "x")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
