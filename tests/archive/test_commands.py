"""Each verb prints results on stdout, everything else on stderr, and ends with a truthful code."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from archive.__main__ import VERBS, main
from tests.archive.small import EDITED, FORMULA, TEXT, make_archive

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_archive(tmp_path_factory.mktemp("small") / "archive with space")


def ask(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What a verb prints that ends well."""
    code = main([*words, "--archive", str(folder)])
    said = capsys.readouterr()
    assert code == 0, said.err
    return said.out


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_verb_has_help_and_takes_an_archive(
    verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([verb, "--help"])
    assert ended.value.code == 0
    assert "--archive DIR" in capsys.readouterr().out


def test_reports_are_lines_for_a_pipe_and_json_on_demand(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head, first, second = ask(folder, capsys, "reports").splitlines()
    assert head.startswith("report_id\tissuing_body\t")
    assert first.startswith("990101-gov-2020\t")
    assert second.startswith("990102-gov-2019\t")
    rows = json.loads(ask(folder, capsys, "reports", "--json", "--region", "9901"))
    assert [row["report_id"] for row in rows] == ["990101-gov-2020", "990102-gov-2019"]
    assert rows[0]["report_year"] == 2020
    assert "text" not in rows[0]
    for words in (
        ["--year", "2020"],
        ["--year", "2020-"],
        ["--region", "990101"],
        ["--level", "county"],
    ):
        assert len(json.loads(ask(folder, capsys, "reports", "--json", *words))) == 1
    assert ask(folder, capsys, "reports", "--json", "--year", "1999").strip() == "[]"


def test_text_is_the_text_and_an_old_version_is_kept(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(folder, capsys, "text", "990101-gov-2020") == EDITED + "\n"
    assert ask(folder, capsys, "text", "990101-gov-2020@1") == TEXT + "\n"
    assert ask(folder, capsys, "text", "x-a-1") == EDITED + "\n", (
        "an id of before still leads there"
    )


def test_show_gives_facts_evidence_places_versions_and_the_record(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = ask(folder, capsys, "show", "990101-gov-2020")
    assert "乙政〔2021〕3号" in shown
    assert "metadata_table" in shown
    assert "990101-gov-2020@1" in shown
    assert "http://www.a.gov.cn/990101-gov-2020.html" in shown
    assert "fazhi-h1-00001.warc.gz" in shown
    known = json.loads(ask(folder, capsys, "show", "990101-gov-2020", "--json"))
    assert known["text"] == EDITED
    (span,) = known["evidence"]["title"]
    assert EDITED[span["start"] : span["end"]] == span["raw"]
    assert known["evidence"]["document_number"][0]["chosen"] is True
    assert [one["version"] for one in known["versions_found"]] == [1, 2]
    before = json.loads(ask(folder, capsys, "show", "990101-gov-2020@1", "--json"))
    of_text = hashlib.sha256(TEXT.encode()).hexdigest()
    assert (before["version"], before["text"], before["text_sha256"]) == (1, TEXT, of_text)
    assert before["characters"] == len(TEXT)
    assert before["warc_offset"] == before["capture"]["warc_offset"] != known["warc_offset"]


def test_raw_gives_the_original_bytes_through_a_revisit(folder: Path) -> None:
    shell = [sys.executable, "-m", "archive", "show", "--raw", "990101-gov-2020@1"]
    done = subprocess.run(shell, cwd=ROOT, env=environment(folder), capture_output=True, check=True)
    assert done.stdout == TEXT.encode("gbk")


def test_versions_and_changes_are_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = json.loads(ask(folder, capsys, "versions", "990101-gov-2020", "--json"))
    assert [row["characters"] for row in rows] == [len(TEXT), len(EDITED)]
    assert "new_version" in ask(folder, capsys, "changes", "--since", "2025-04-01")
    assert "new_version" in ask(folder, capsys, "changes")
    assert ask(folder, capsys, "changes", "--since", "2025-04-02", "--json").strip() == "[]"


def test_diff_shows_the_words_that_changed(
    folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    shown = ask(folder, capsys, "diff", "990101-gov-2020")
    assert "[-23-]{+28+}件" in shown
    assert "{+新增一段。+}" in shown
    assert "存在问题" not in shown
    back = ask(folder, capsys, "diff", "990101-gov-2020", "2", "1")
    assert "[-28-]{+23+}" in back
    page = tmp_path / "diff.html"
    ask(folder, capsys, "diff", "990101-gov-2020", "--html", str(page))
    assert "<del>23</del><ins>28</ins>" in page.read_text("utf-8")
    assert "&lt;b&gt;执法" in page.read_text("utf-8")
    assert "2 of 5 paragraphs differ" in page.read_text("utf-8")


def test_search_finds_two_characters_a_phrase_and_one_character(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in (["复议"], ["行政复议体制改革"], ["复"], ["复议", "力度"], ["２８件"]):
        rows = json.loads(ask(folder, capsys, "search", "--json", *words))
        assert [row["report_id"] for row in rows] == ["990101-gov-2020"], words
    row = json.loads(ask(folder, capsys, "search", "--json", "复议"))[0]
    assert row["snippet"][row["start"] : row["end"]] == "复议"
    assert row["hits"] == 2
    assert ask(folder, capsys, "search", "复议", "--year", "2019") == ""
    assert ask(folder, capsys, "search", "议复") == ""
    assert ask(folder, capsys, "search", "23件") == "", (
        "a text that is no longer current is not searched"
    )


def test_coverage_is_a_table_with_symbols_and_words(
    folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    shown = ask(folder, capsys, "coverage")
    assert "甲市乙区人民政府" in shown
    assert "2018" in shown
    assert "✓ on_time 1  published before April 1" in shown
    rows = json.loads(ask(folder, capsys, "coverage", "--json", "--year", "2020"))
    assert [(row["state"], row["evidence"]) for row in rows] == [("on_time", ["q2.1"])]
    picture = tmp_path / "coverage.svg"
    ask(folder, capsys, "coverage", "--svg", str(picture))
    assert (
        "<title>甲市乙区人民政府 2020: on_time: published 2021-03-01</title>" in picture.read_text()
    )


def test_extract_reads_files_and_a_manifest_in_order(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("关于某事的通知", encoding="utf-8")
    listed = tmp_path / "list.jsonl"
    listed.write_text(
        '{"file": "a.txt", "url": "http://a.gov.cn/1"}\n\n{"file": "none.txt"}\n', encoding="utf-8"
    )
    assert main(["extract", "--manifest", str(listed)]) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert (first["is_report"], first["error"]) == (False, None)
    assert "none.txt" in second["error"]
    assert second["title"] is None
    for wrong in ('{"path": "a.txt"}', "a.txt", '["a.txt"]', '{"file": "a.txt", "url": 7}'):
        listed.write_text(f'{{"file": "a.txt"}}\n{wrong}\n', encoding="utf-8")
        assert main(["extract", "--manifest", str(listed)]) == 16
        said = capsys.readouterr()
        assert "line 2" in said.err
        assert said.out == "", "half of an output looks like the whole"
    assert main(["extract"]) == 16


def test_verify_is_silent_on_a_sound_archive_and_names_damage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make_archive(tmp_path / "archive")
    assert ask(folder, capsys, "verify") == ""
    path = next((folder / "warc").glob("*.gz"))
    data = bytearray(path.read_bytes())
    data[-30] ^= 1
    path.write_bytes(data)
    assert main(["verify", "--archive", str(folder)]) == 15
    said = capsys.readouterr()
    assert said.out.startswith("damaged_record\tfazhi-h1-00001.warc.gz\t")
    assert "offset" in said.out
    assert main(["verify", "--json", "--archive", str(folder)]) == 15
    assert json.loads(capsys.readouterr().out)[0]["kind"] == "damaged_record"


def test_a_reader_that_has_seen_enough_ends_the_command_quietly(folder: Path) -> None:
    shell = f"'{sys.executable}' -m archive reports | true; '{sys.executable}' -m archive text 990101-gov-2020 | head -c 1"
    done = subprocess.run(
        ["bash", "-c", shell], cwd=ROOT, env=environment(folder), capture_output=True, check=False
    )
    assert done.stderr == b""


def test_a_catalog_that_is_none_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "corpus.db").write_bytes(b"nothing like it" * 100)
    assert main(["reports", "--archive", str(tmp_path)]) == 15
    assert "rebuild" in capsys.readouterr().err


def environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "FAZHI_ARCHIVE": str(folder)}


def test_what_a_page_prints_cannot_steer_the_terminal(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "\n@" not in ask(folder, capsys, "search", "HYPERLINK")
    assert ask(folder, capsys, "text", "990102-gov-2019") == FORMULA + "\n"
