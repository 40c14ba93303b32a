"""The rules that no linter checks: sizes of files and functions, empty packages, clean lock and names."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("archive", "crawler", "pipelines", "spiders", "tests")
MOST_LINES = 250
MOST_FUNCTION_LINES = 40

# Declarations and data in Python's clothes: read by looking up, not from top to bottom.
DATA_FILES = frozenset({"archive/records.py", "archive/migrations.py"})

# Packages whose __init__.py holds their one table.
TABLES = frozenset({"spiders/families/__init__.py"})

# A path of somebody's own machine, in a file that everybody gets.
MACHINE_PATHS = re.compile(r"(?<![\w.}/)])/(?:work|home|root|Users)/\w")


def tracked_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git work tree")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).exists()]


def python_files() -> list[Path]:
    return sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function below its signature and docstring."""
    first = function.body[1:] if ast.get_docstring(function) else function.body
    return (first[-1].end_lineno or 0) - first[0].lineno + 1 if first else 0


def locked_names() -> set[str]:
    text = (ROOT / "requirements.lock").read_text("utf-8")
    return {re.sub(r"[-_.]+", "-", name) for name in re.findall(r"(?m)^([\w.-]+)==", text)}


def test_no_file_is_longer_than_a_reader_bears() -> None:
    long = {
        name_of(path): lines
        for path in python_files()
        if (lines := len(path.read_text("utf-8").splitlines())) > MOST_LINES
        and name_of(path) not in DATA_FILES
    }
    assert long == {}


def test_no_function_is_longer_than_a_screen() -> None:
    long = {
        f"{name_of(path)}:{node.lineno} {node.name}": body_lines(node)
        for path in python_files()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and body_lines(node) > MOST_FUNCTION_LINES
    }
    assert long == {}


def test_packages_hold_nothing_but_a_docstring_in_their_init() -> None:
    filled = set()
    for path in python_files():
        if path.name == "__init__.py":
            tree = ast.parse(path.read_text("utf-8"))
            if len(tree.body) > (ast.get_docstring(tree) is not None):
                filled.add(name_of(path))
    assert filled - TABLES == set()


def test_no_tracked_file_names_somebodys_machine() -> None:
    named = [
        f"{name_of(path)}: {found.group()}"
        for path in tracked_files()
        if (found := MACHINE_PATHS.search(path.read_bytes().decode("utf-8", "replace")))
    ]
    assert named == []


def test_the_lock_names_no_index() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert "://" not in lock
    assert not re.search(r"(?m)^\s*-", lock.replace("    --hash=", ""))


def test_every_locked_package_has_hashes() -> None:
    entries = (ROOT / "requirements.lock").read_text("utf-8").replace("\\\n", " ").splitlines()
    assert [line[:60] for line in entries if line.strip() and "--hash=sha256:" not in line] == []


def test_the_lock_holds_what_the_project_declares() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = declared["project"]["dependencies"] + declared["dependency-groups"]["dev"]
    names = {re.sub(r"[-_.]+", "-", re.split(r"[<>=!~ ;\[]", line)[0]) for line in wanted}
    assert names - locked_names() == set()
