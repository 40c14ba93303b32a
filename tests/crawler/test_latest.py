"""What earlier harvests saw: the reports that a column listed when it was last walked to its end."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.migrations import open_catalog
from archive.records import ListEntry
from crawler.latest import reports_listed
from tests.archive.making import asked, harvest, portal, walk

COLUMN = "http://www.a.gov.cn/col/"
REPORTS = tuple(f"乙区{year}年法治政府建设年度报告" for year in range(2020, 2024))
NEWS = ("乙区召开春耕生产现场会", "关于举办培训班的通知", "乙区开展消防安全检查")


def rows(*titles: str) -> tuple[ListEntry, ...]:
    return tuple(
        ListEntry(url=f"{COLUMN}{number}.html", title=title, list_url=COLUMN)
        for number, title in enumerate(titles)
    )


@pytest.mark.parametrize(
    ("titles", "listed"), [(REPORTS, 4), ((*REPORTS, *NEWS), 4), ((*NEWS, REPORTS[0]), 0), ((), 0)]
)
def test_reports_count_where_they_are_most_of_a_column(
    tmp_path: Path, titles: tuple[str, ...], listed: int
) -> None:
    db = open_catalog(tmp_path / "corpus.db", create=True)
    first = harvest(db, portal())
    asked(db, first, "fetched", entries=rows(*titles), walk=walk(rows=len(titles)))
    second = harvest(db, portal(), number=2)
    broken = walk(rows=0, complete=False, stop_reason="other_things")
    asked(db, second, "fetched", entries=rows(*NEWS), walk=broken)
    assert reports_listed(db, harvest(db, portal(), number=3), "a", COLUMN) == listed
    db.close()
