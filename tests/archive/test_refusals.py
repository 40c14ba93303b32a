"""What a verb refuses is one line on stderr that says what, where and what to do, and the exit code fits."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.__main__ import main
from tests.archive.small import make_archive


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_archive(tmp_path_factory.mktemp("small") / "archive")


@pytest.mark.parametrize(
    ("words", "code", "names"),
    [
        (["show", "990101-gov-1999"], 2, "archive reports"),
        (["text", "990101-gov-2020@7"], 2, "versions 1, 2"),
        (["diff", "990102-gov-2019"], 2, "one version only"),
        (["reports", "--year", "zwanzig"], 16, "--year"),
        (["reports", "--year", "2020-2019"], 16, "after the last"),
        (["reports", "--region", "浙江"], 16, "--region"),
        (["reports", "--level", "town"], 16, "county"),
        (["changes", "--since", "gestern"], 16, "--since"),
        (["search", " "], 16, "give a word"),
        (["search", '"NEAR'], 0, "as they stand"),
        (["text", "\udcff"], 16, "no text in UTF-8"),
        (["changes", "--since", "2025-02-30"], 16, "--since"),
        (["changes", "--since", ""], 16, "--since"),
        (["reports", "--archive", "/nowhere"], 2, "scrapy crawl portals"),
        (["serve", "--host", "256.1.1.1"], 16, "--host"),
        (["rebuild", "--archive", "/nowhere"], 2, "no WARC files"),
    ],
)  # fmt: skip
def test_an_error_is_one_line_that_says_what_to_do(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    code: int,
    names: str,
) -> None:
    monkeypatch.setenv("FAZHI_ARCHIVE", str(folder))
    assert main(words) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert names in said.err
