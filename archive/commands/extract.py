"""Read saved pages or attachments with the very code of the pipelines."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from archive.commands.arguments import add_archive, add_json
from archive.errors import ConfigurationError

if TYPE_CHECKING:
    from pipelines.extract_command import ManifestLine


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="HTML, text, PDF, DOCX, DOC, WPS or OFD"
    )
    parser.add_argument("--url", help="where the file was published")
    parser.add_argument("--content-type", metavar="T", help="its Content-Type header")
    parser.add_argument(
        "--manifest", type=Path, metavar="LIST.jsonl",
        help='many files: lines of {"file", "url", "content_type"}, paths from the list\'s folder',
    )  # fmt: skip
    # Taken like everywhere, though a file's own evidence needs no archive and the output is JSON.
    add_archive(parser)
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Print one JSON object a line, in order; a file that cannot be read has its `error` set."""
    from pipelines.extract_command import extract_files

    if not args.files and not args.manifest:
        raise ConfigurationError("give a FILE or --manifest LIST.jsonl")
    # A mistake in the list is told before anything is read: half of an output looks like the whole.
    for found in extract_files(list(_lines(args))):
        print(json.dumps(found, ensure_ascii=False), flush=True)
    return 0


def _lines(args: argparse.Namespace) -> Iterator[ManifestLine]:
    from pipelines.extract_command import ManifestLine

    for path in args.files:
        yield ManifestLine(file=path, url=args.url, content_type=args.content_type)
    if args.manifest:
        yield from _manifest(args.manifest)


def _manifest(path: Path) -> Iterator[ManifestLine]:
    from pipelines.extract_command import ManifestLine

    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"--manifest {path}: {error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            told = json.loads(line)
        except ValueError as error:
            raise _bad_line(path, number, str(error)) from error
        if not isinstance(told, dict) or not isinstance(told.get("file"), str):
            raise _bad_line(path, number, "it names no file")
        url, content_type = told.get("url"), told.get("content_type")
        if not all(value is None or isinstance(value, str) for value in (url, content_type)):
            raise _bad_line(path, number, "url and content_type are text or null")
        yield ManifestLine(file=path.parent / told["file"], url=url, content_type=content_type)


def _bad_line(path: Path, number: int, why: str) -> ConfigurationError:
    return ConfigurationError(
        f'--manifest {path}: line {number}: give {{"file", "url", "content_type"}}: {why}'
    )
