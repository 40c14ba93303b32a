"""A file of ours is written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.errors import NoSpace
from archive.whole import write_text
from tests.archive.making import no_room_beyond


def test_a_file_that_finds_no_room_leaves_the_one_before_it_and_nothing_else(
    tmp_path: Path,
) -> None:
    out = tmp_path / "runs" / "verdict.json"
    write_text(out, "{}\n")
    with no_room_beyond(5000), pytest.raises(NoSpace, match="make room"):
        write_text(out, "长" * 5000)
    assert {path.name: path.read_text("utf-8") for path in out.parent.iterdir()} == {
        "verdict.json": "{}\n"
    }
