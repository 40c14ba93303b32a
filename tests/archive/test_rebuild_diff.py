"""A rebuild says what it changed."""

from __future__ import annotations

from sqlite_utils import Database

from archive.rebuild_diff import Difference, differences, snapshot
from tests.archive.making import put_report


def test_reports_that_came_went_or_changed_are_told(db: Database) -> None:
    for number in range(3):
        put_report(db, f"99010{number}-gov-2020")
    before = snapshot(db)
    assert list(differences(before, snapshot(db))) == []
    db.execute(
        "UPDATE reports SET document_number = '乙政〔2021〕3号' WHERE report_id = '990100-gov-2020'"
    )
    for table in ("places", "versions", "reports"):
        db.execute(f"DELETE FROM {table} WHERE report_id = '990101-gov-2020'")
    put_report(db, "990109-gov-2020", title="新")
    found = list(differences(before, snapshot(db)))
    assert found == [
        Difference(what="990100-gov-2020", field="document_number", before=None, after="乙政〔2021〕3号"),
        Difference(what="990101-gov-2020", field="", before="乙区2020年法治政府建设年度报告", after=None),
        Difference(what="990109-gov-2020", field="", before=None, after="新"),
    ]  # fmt: skip
