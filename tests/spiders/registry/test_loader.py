"""The registry's loader: what a row may hold, and what it says of one that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.errors import ConfigurationError
from spiders.registry import rows
from spiders.registry.loader import MOST_ERRORS, load

SOUND = """
[kecheng]
name = "衢州市柯城区人民政府"
region = "330802"
home = "http://www.kecheng.gov.cn/"
"""


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    folder = tmp_path / "registry"
    folder.mkdir()
    return folder


def told(registry: Path, text: str, file: str = "zhejiang.toml") -> str:
    (registry / file).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load(registry)
    return str(caught.value)


def test_a_row_needs_no_more_than_id_name_region_and_home(registry: Path) -> None:
    (registry / "zhejiang.toml").write_text(SOUND, encoding="utf-8")
    (portal,) = load(registry)
    assert (portal.portal, portal.name, portal.region) == (
        "kecheng",
        "衢州市柯城区人民政府",
        "330802",
    )
    assert (portal.home, portal.family, portal.lists) == ("http://www.kecheng.gov.cn/", None, ())
    assert portal.enabled


def test_every_key_of_a_row_reaches_the_portal(registry: Path) -> None:
    file = registry / "zhejiang.toml"
    file.write_text(
        SOUND
        + """
family = "hanweb-jcms"
lists = ["http://www.kecheng.gov.cn/col/col1/index.html", "http://127.0.0.2:8080/x"]
hosts = ["WWW.Qz.gov.cn", "127.0.0.2:8080"]
render = "always"
delay = 2
since = 2016
until = 2021-06-30
expect = {min = 3}
enabled = false
reason = "412 since April"
""",
        encoding="utf-8",
    )
    (portal,) = load(file)
    assert portal.family == "hanweb-jcms"
    assert len(portal.lists) == 2
    assert portal.hosts == ("www.qz.gov.cn", "127.0.0.2:8080")
    assert (portal.render, portal.delay, portal.since) == ("always", 2.0, 2016)
    assert (portal.until, portal.expect_min) == ("2021-06-30", 3)
    assert (portal.enabled, portal.reason) == (False, "412 since April")


def test_a_misspelt_key_is_told_with_file_row_and_the_key_that_was_meant(registry: Path) -> None:
    text = told(registry, SOUND + 'famly = "ucap"\n')
    assert text == "zhejiang.toml: [kecheng]: unknown key 'famly', did you mean 'family'?"


@pytest.mark.parametrize(
    ("line", "key", "word"),
    [
        pytest.param("region = 330802", "region", "quoted", id="number"),
        pytest.param('region = "33080"', "region", "six digits", id="five digits"),
        pytest.param('region = "３３０８０２"', "region", "six digits", id="full width"),
        pytest.param('region = "003302"', "region", "begins with 00", id="no province"),
        pytest.param('home = "www.kecheng.gov.cn"', "home", "http://", id="no scheme"),
        pytest.param('home = "ftp://www.kecheng.gov.cn/"', "home", "http://", id="ftp"),
        pytest.param('home = "http://[::1/"', "home", "not an address", id="broken"),
        pytest.param('home = "http://a.gov.cn:99999/"', "home", "not an address", id="port"),
        pytest.param('home = "http://u:p@a.gov.cn/"', "home", "plain", id="user"),
        pytest.param('name = ""', "name", "text", id="empty name"),
        pytest.param('family = "hanweb-jcm"', "family", "did you mean 'hanweb-jcms'?", id="family"),
        pytest.param('lists = "http://a.gov.cn/"', "lists", "not a list", id="a word for a list"),
        pytest.param("lists = []", "lists", "leave the key out", id="empty list"),
        pytest.param('lists = ["a"]', "lists", "http://", id="bad list"),
        pytest.param('lists = ["http://a.cn/", "http://a.cn/"]', "lists", "twice", id="twice"),
        pytest.param('hosts = ["http://a.gov.cn/"]', "hosts", "host name", id="address for a host"),
        pytest.param('render = "auto"', "render", "always", id="render"),
        pytest.param("delay = -1", "delay", "seconds", id="delay"),
        pytest.param("delay = nan", "delay", "seconds", id="no number"),
        pytest.param("delay = true", "delay", "seconds", id="truth is no number"),
        pytest.param('since = "2016"', "since", "year", id="since"),
        pytest.param('until = "2021-13-01"', "until", "date", id="until"),
        pytest.param("until = 2021-06-30T00:00:00", "until", "date", id="a moment"),
        pytest.param("expect = 3", "expect", "min", id="expect"),
        pytest.param("expect = {max = 3}", "expect", "min", id="expect max"),
        pytest.param('enabled = "no"', "enabled", "true nor false", id="enabled"),
        pytest.param("enabled = false", "reason", "says why", id="no reason"),
    ],
)
def test_a_wrong_value_is_told_with_its_key(registry: Path, line: str, key: str, word: str) -> None:
    kept = [old for old in SOUND.splitlines() if not old.startswith(line.partition(" ")[0])]
    text = told(registry, "\n".join([*kept, line, ""]))
    assert text.startswith(f"zhejiang.toml: [kecheng]: {key}: ")
    assert word in text


def test_a_missing_key_is_told(registry: Path) -> None:
    assert "[kecheng]: home: is missing" in told(
        registry, '[kecheng]\nname = "x"\nregion = "330802"\n'
    )


def test_an_id_holds_small_letters_digits_and_hyphens_only(registry: Path) -> None:
    assert "[Ke_cheng]: an id is" in told(registry, SOUND.replace("[kecheng]", "[Ke_cheng]"))


def test_an_id_is_given_once_in_all_files(registry: Path) -> None:
    (registry / "anhui.toml").write_text(SOUND, encoding="utf-8")
    text = told(registry, SOUND)
    assert text.startswith("zhejiang.toml: [kecheng]: the id is taken by a row of anhui.toml")


def test_an_id_twice_in_one_file_is_told_with_its_line(registry: Path) -> None:
    text = told(registry, SOUND + SOUND)
    assert text == "zhejiang.toml: [kecheng]: the id is given twice in this file, again in line 7"


def test_a_file_that_windows_wrote_is_read(registry: Path) -> None:
    (registry / "a.toml").write_bytes(b"\xef\xbb\xbf" + SOUND.replace("\n", "\r\n").encode())
    assert len(load(registry)) == 1


def test_a_file_in_another_encoding_is_told(registry: Path) -> None:
    (registry / "a.toml").write_bytes(SOUND.encode("gb18030"))
    with pytest.raises(ConfigurationError, match=r"a\.toml: not readable as TOML"):
        load(registry)


def test_a_key_outside_of_any_row_is_told(registry: Path) -> None:
    assert "[name]: a table of keys is wanted" in told(registry, 'name = "x"\n' + SOUND)


def test_all_errors_are_told_at_once_but_twenty_at_most(registry: Path) -> None:
    (registry / "anhui.toml").write_text("not toml", encoding="utf-8")
    many = "".join(SOUND.replace("kecheng]", f"k{n}]").replace("330802", "1") for n in range(30))
    lines = told(registry, many).splitlines()
    assert len(lines) == MOST_ERRORS + 1
    assert lines[0].startswith("anhui.toml: not readable as TOML")
    assert lines[-1] == "… and 11 more"


def test_an_error_counts_even_where_only_asks_for_other_rows(registry: Path) -> None:
    (registry / "a.toml").write_text(SOUND + '[x]\nname = "x"\n', encoding="utf-8")
    with pytest.raises(ConfigurationError, match="home: is missing"):
        load(registry, ["kecheng"])


def test_only_takes_ids_and_region_prefixes(registry: Path) -> None:
    other = SOUND.replace("kecheng", "gaizhou").replace("330802", "210881")
    (registry / "a.toml").write_text(SOUND + other, encoding="utf-8")
    assert [p.portal for p in load(registry, ["kecheng"])] == ["kecheng"]
    assert [p.portal for p in load(registry, ["21"])] == ["gaizhou"]
    assert [p.portal for p in load(registry, ["kecheng", "2108"])] == ["kecheng", "gaizhou"]
    assert len(load(registry, [])) == 2


def test_only_that_fits_no_row_is_an_error_with_the_nearest_id(registry: Path) -> None:
    (registry / "a.toml").write_text(SOUND, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"only=kechen: no row .* did you mean 'kecheng'"):
        load(registry, ["kechen"])
    with pytest.raises(ConfigurationError, match="only=44: no row"):
        load(registry, ["44"])


def test_a_registry_that_is_not_there_is_told_by_its_path(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no such registry"):
        load(tmp_path / "nowhere")
    with pytest.raises(ConfigurationError, match=r"holds no \.toml file"):
        load(tmp_path)


SOUND_VALUES = st.sampled_from(
    ["330802", "http://a.gov.cn/", "ucap", "always", 2016, "2021-06-30", {"min": 1}, True]
)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
VALUES = SOUND_VALUES | SCALARS | st.lists(SCALARS, max_size=2)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(row=st.dictionaries(st.sampled_from([*rows.CHECKS, "other"]), VALUES, max_size=8))
def test_any_row_is_either_a_portal_or_has_its_problems_named(row: dict[str, object]) -> None:
    found = rows.problems(row)
    assert found or rows.portal_of("x", row).portal == "x"
