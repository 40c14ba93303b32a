"""Rows written by the machine are the rows that the loader reads."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.records import Portal
from spiders.registry.loader import load
from spiders.registry.writing import append_row, row_text

WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(str.strip)
ROW = st.builds(
    Portal,
    portal=st.from_regex(r"[a-z0-9-]{1,64}", fullmatch=True),
    name=WORDS,
    region=st.just("330802"),
    home=st.just("http://www.kecheng.gov.cn/"),
    family=st.none() | st.just("ucap"),
    lists=st.lists(st.sampled_from(["http://a.gov.cn/1", 'http://a.gov.cn/"2"']), unique=True).map(
        tuple
    ),
    hosts=st.lists(st.sampled_from(["a.gov.cn", "127.0.0.1:80"]), unique=True).map(tuple),
    render=st.none() | st.sampled_from(["always", "never"]),
    delay=st.none() | st.sampled_from([0.0, 0.5, 2.0, 30.0]),
    since=st.none() | st.integers(1990, 2100),
    until=st.none() | st.dates().map(lambda day: day.isoformat()),
    expect_min=st.none() | st.integers(0, 50),
    enabled=st.just(False),
    reason=WORDS,
)


@settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(portal=ROW)
def test_a_row_is_read_as_it_was_written(portal: Portal, tmp_path: Path) -> None:
    file = tmp_path / "rows.toml"
    file.write_text(row_text(portal, ["a remark\nof two lines"]), encoding="utf-8")
    assert load(file) == (portal,)


def test_a_row_is_put_behind_the_others(tmp_path: Path) -> None:
    file = tmp_path / "rows.toml"
    first = Portal(portal="a", name="甲", region="330802", home="http://a.gov.cn/")
    second = Portal(
        portal="b",
        name="乙",
        region="330802",
        home="http://b.gov.cn/",
        lists=("http://b.gov.cn/1",),
    )
    append_row(file, first)
    file.write_text(file.read_text(encoding="utf-8").rstrip("\n") + " # by hand", encoding="utf-8")
    append_row(file, second)
    assert load(file) == (first, second)
