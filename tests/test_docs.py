"""The documents tell the truth: their commands exist, their links lead somewhere, their code runs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from archive.migrations import open_catalog

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/performance.md")


def text_of(document: str) -> str:
    return (ROOT / document).read_text("utf-8")


def blocks(document: str, language: str) -> list[str]:
    return re.findall(rf"(?ms)^```{language}\n(.*?)^```", text_of(document))


def named(pattern: str) -> set[str]:
    """Return what a pattern finds in the documents, inside code only."""
    found: set[str] = set()
    for document in DOCUMENTS:
        text = text_of(document)
        code = re.findall(r"(?ms)^```.*?^```|`[^`\n]+`", text)
        found.update(name for part in code for name in re.findall(pattern, part))
    return found


def output_of(*arguments: str) -> str:
    ended = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return ended.stdout


def test_every_make_target_named_is_there() -> None:
    targets = set(re.findall(r"(?m)^([a-z]+):", text_of("Makefile")))
    assert named(r"\bmake ([a-z]+)\b") - targets == set()


def test_every_archive_verb_named_is_there() -> None:
    usage = output_of("-m", "archive", "--help")
    assert {verb for verb in named(r"-m archive ([a-z]+)\b") if verb not in usage} == set()


def test_every_spider_named_is_there() -> None:
    spiders = set(output_of("-m", "scrapy", "list").split())
    assert named(r"\bscrapy crawl ([a-z]+)\b") - spiders == set()


def test_every_setting_named_is_read_somewhere() -> None:
    code = "".join(
        path.read_text("utf-8")
        for package in ("archive", "crawler", "pipelines", "spiders")
        for path in (ROOT / package).rglob("*.py")
    )
    assert {name for name in named(r"\bFAZHI_[A-Z_]+\b") if name not in code} == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_to_a_file_leads_to_one(document: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", text_of(document))
    folder = (ROOT / document).parent
    assert [link for link in links if not (folder / link).exists()] == []


def test_the_python_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = tmp_path / "var" / "archive"
    archive.mkdir(parents=True)
    open_catalog(archive / "corpus.db", create=True).close()
    monkeypatch.chdir(tmp_path)
    for block in blocks("README.md", "python"):
        subprocess.run([sys.executable, "-c", block], timeout=60, check=True)


def test_the_sql_of_the_readme_runs(tmp_path: Path) -> None:
    db = open_catalog(tmp_path / "corpus.db", create=True)
    for block in blocks("README.md", "sql"):
        db.executescript(block)
    db.close()
