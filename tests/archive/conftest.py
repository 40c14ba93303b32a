"""Fixtures of the archive: a writer, a catalog."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from archive.migrations import open_catalog
from archive.warc import WarcWriter


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[WarcWriter]:
    made = WarcWriter(tmp_path, "h1", {"http-header-user-agent": "fazhi"})
    yield made
    made.close()


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """An empty catalog."""
    made = open_catalog(tmp_path / "corpus.db", create=True)
    made.execute("PRAGMA foreign_keys = OFF")
    yield made
    made.close()
