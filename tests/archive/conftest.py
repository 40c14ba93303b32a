"""A writer in an empty folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.warc import WarcWriter


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[WarcWriter]:
    made = WarcWriter(tmp_path, "h1", {"http-header-user-agent": "fazhi"})
    yield made
    made.close()
