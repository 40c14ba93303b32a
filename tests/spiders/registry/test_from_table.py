"""Rows made from a table of portals: facts only, and none without a provable code."""

from __future__ import annotations

from pathlib import Path

import pytest

from spiders.registry.from_table import main
from spiders.registry.loader import load

COLUMNS = (
    "portal_name",
    "adcode",
    "homepage_url",
    "report_column_url",
    "platform_family",
    "level",
    "family_basis",
    "policy_or_disclosure_column_url",
    "budget_column_url",
    "note",
)
KECHENG = {
    "portal_name": "浙江省/衢州市/柯城区",
    "adcode": "330802",
    "homepage_url": "https://www.kecheng.gov.cn",
    "level": "county",
    "note": "plain GET ok 2026-04-26",
}


def made(tmp_path: Path, *rows: dict[str, str]) -> tuple[Path, str]:
    """Write the table, make the registry, return its folder and the list of what was left out."""
    lines = [
        "\t".join(COLUMNS),
        *("\t".join(row.get(column, "") for column in COLUMNS) for row in rows),
    ]
    table = tmp_path / "table.tsv"
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    into = tmp_path / "registry"
    into.mkdir(exist_ok=True)
    left = tmp_path / "left.tsv"
    main([str(table), "--into", str(into), "--left", str(left)])
    return into, left.read_text(encoding="utf-8")


def test_a_government_gets_its_full_name_and_an_id_from_its_host(tmp_path: Path) -> None:
    into, left = made(tmp_path, KECHENG)
    (portal,) = load(into / "zhejiang.toml")
    assert (portal.portal, portal.name, portal.region) == (
        "kecheng",
        "衢州市柯城区人民政府",
        "330802",
    )
    assert portal.home == "https://www.kecheng.gov.cn/"
    assert left == "name\tcode\thome\twhy\n"


@pytest.mark.parametrize(
    ("family", "basis", "column", "kept"),
    [
        pytest.param(
            "ucap",
            "URL shape of policy column",
            "http://www.kecheng.gov.cn/c1/",
            "ucap",
            id="its own host",
        ),
        pytest.param(
            "ucap",
            "URL shape of policy column",
            "http://www.qz.gov.cn/c1/",
            None,
            id="another host",
        ),
        pytest.param(
            "ucap?",
            "URL shape of policy column",
            "http://www.kecheng.gov.cn/c1/",
            None,
            id="doubtful",
        ),
        pytest.param("webforms-aspx", "", "", "webforms", id="called otherwise here"),
        pytest.param("php", "", "", None, id="no family"),
    ],
)
def test_a_family_is_kept_only_where_it_is_sure(
    tmp_path: Path, family: str, basis: str, column: str, kept: str | None
) -> None:
    row = {
        "platform_family": family,
        "family_basis": basis,
        "policy_or_disclosure_column_url": column,
    }
    into, _ = made(tmp_path, {**KECHENG, **row})
    assert load(into)[0].family == kept


def test_report_columns_become_lists_a_second_place_too(tmp_path: Path) -> None:
    row = {
        "report_column_url": "https://www.kecheng.gov.cn/col/col1/",
        "note": "second place: /col/col2/; plain GET ok",
    }
    into, _ = made(tmp_path, {**KECHENG, **row})
    assert load(into)[0].lists == (
        "https://www.kecheng.gov.cn/col/col1/",
        "https://www.kecheng.gov.cn/col/col2/",
    )


def test_what_is_known_of_a_host_becomes_its_scheme_or_a_comment(tmp_path: Path) -> None:
    blocked = {"note": "no plain GET worked 2026-04-26; headless browser got HTTP412"}
    into, _ = made(
        tmp_path,
        {**KECHENG, "note": "only other scheme ok 2026-04-26: http"},
        {
            **KECHENG,
            **blocked,
            "portal_name": "浙江省/衢州市/衢江区",
            "adcode": "330803",
            "homepage_url": "http://qj.gov.cn/",
        },
    )
    assert load(into, ["kecheng"])[0].home == "http://www.kecheng.gov.cn/"
    assert "# April 2026: 412 to a plain client" in (into / "zhejiang.toml").read_text(
        encoding="utf-8"
    )


def test_ids_that_two_hosts_would_share_bear_the_code(tmp_path: Path) -> None:
    other = {
        "portal_name": "浙江省/舟山市/普陀区",
        "adcode": "330903",
        "homepage_url": "http://www.putuo.gov.cn/",
    }
    into, _ = made(
        tmp_path,
        {**KECHENG, **other},
        {
            **KECHENG,
            "portal_name": "上海市/普陀区",
            "adcode": "310107",
            "homepage_url": "https://www.putuo.gov.cn/",
        },
    )
    assert {portal.portal for portal in load(into)} == {"putuo-330903", "putuo-310107"}


@pytest.mark.parametrize(
    ("row", "why"),
    [
        pytest.param({"adcode": "330803"}, "does not prove a code", id="the code is another's"),
        pytest.param(
            {"portal_name": "浙江省/衢州市/青石区", "adcode": ""},
            "does not prove a code",
            id="no such unit",
        ),
        pytest.param({"homepage_url": ""}, "no home page", id="no address"),
        pytest.param(
            {"portal_name": "教育部", "adcode": "", "level": "central"}, "centre", id="central"
        ),
        pytest.param(
            {"portal_name": "教育局", "adcode": "", "level": "department"},
            "no region",
            id="no place",
        ),
    ],
)
def test_a_row_without_a_provable_code_is_left_to_a_person(
    tmp_path: Path, row: dict[str, str], why: str
) -> None:
    into, left = made(tmp_path, {**KECHENG, **row})
    assert list(into.iterdir()) == []
    assert why in left


def test_a_department_is_registered_under_its_government(tmp_path: Path) -> None:
    row = {
        "portal_name": "衢州市司法局",
        "adcode": "",
        "level": "department",
        "homepage_url": "http://sfj.qz.gov.cn/",
    }
    into, _ = made(tmp_path, {**KECHENG, **row})
    (portal,) = load(into)
    assert (portal.portal, portal.name, portal.region) == ("sfj-qz", "衢州市司法局", "330800")


def test_files_that_are_there_are_never_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made(tmp_path, KECHENG)
    with pytest.raises(SystemExit):
        made(tmp_path, KECHENG)
    assert "kept by hand" in capsys.readouterr().err
