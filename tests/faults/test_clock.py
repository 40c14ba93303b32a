"""A machine's clock that is years off, in one harvest or between two, changes no order and no corpus."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive import clock
from archive.opening import open_archive
from archive.verify import verify
from pipelines.rebuild import rebuild
from tests.pipelines.harvesting import A, B, exports, harvest, page

YEARS = timedelta(days=3653)


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Sets the machine's clock off by so much."""

    def change(off: timedelta) -> None:
        monkeypatch.setattr(
            clock, "utc_now", lambda: (datetime.now(UTC) + off).strftime(clock.FORM)
        )

    return change


def story(folder: Path, set_clock: Callable[[timedelta], None], first: int, second: int) -> Path:
    """Found, then edited and gone; each harvest with a clock that is so many times ten years off."""
    set_clock(first * YEARS)
    harvest(folder, "h2", "2025-06-30", (A, page(2023)), (B, page(2022)), (A + "?m", page(2023)))
    set_clock(second * YEARS)
    harvest(
        folder, "h1", "2026-06-30", (A, page(2023, edit="、")), (B, page(2022)), (A + "?m", None)
    )
    return folder


def facts(folder: Path) -> list[tuple[object, ...]]:
    """What must not depend on a clock."""
    db = open_archive(folder)
    rows = db.execute(
        "SELECT report_id, version, versions, text_sha256, published_date FROM corpus "
        "UNION ALL SELECT kind, report_id, url, NULL, NULL FROM changes "
        "UNION ALL SELECT portal, report_year, state, reason, NULL FROM coverage ORDER BY 1, 2, 3"
    ).fetchall()
    db.close()
    return rows


@pytest.mark.parametrize(("first", "second"), [(0, -1), (1, 0), (0, 1)])
def test_a_clock_ten_years_off_changes_neither_order_nor_rebuild(
    first: int, second: int, tmp_path: Path, set_clock: Callable[[timedelta], None]
) -> None:
    right = story(tmp_path / "right", set_clock, 0, 0)
    wrong = story(tmp_path / "wrong", set_clock, first, second)
    assert facts(wrong) == facts(right)
    rebuild(wrong, tmp_path / "anew")
    assert exports(tmp_path / "anew") == exports(wrong)
    db = open_archive(wrong)
    assert list(verify(wrong, db, lambda _: None)) == []
    moments = [row[0] for row in db.execute("SELECT started_at FROM harvests ORDER BY today")]
    assert moments == sorted(moments)
    db.close()
