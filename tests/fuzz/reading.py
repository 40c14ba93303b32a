"""A target for atheris: any bytes, read as page, text and attachment, for as long as a person lets it run.

    .venv/bin/python -m pip install atheris
    .venv/bin/python -m tests.fuzz.reading corpus/ tests/golden/*/page.* -max_total_time=600

No part of `make test`, whose hypothesis cases are the same each time; what this finds becomes one of those.
"""

from __future__ import annotations

import importlib
import sys

from archive.records import Page
from pipelines.attachments.dispatch import read_page
from pipelines.attachments.failure import ReadFailure
from pipelines.attachments.sniff import media_type
from pipelines.reading import read

URL = "http://www.qingshi.test/1.html"
KINDS = ("text/html", "text/html; charset=gb2312", "text/plain")
MARKUP = frozenset({"text/html", "application/xhtml+xml", "application/xml", "text/plain"})


def one(data: bytes) -> None:
    """Read one input in every way that its first byte and its content allow; anything raised is a find."""
    kind, body = KINDS[(data[:1] or b"\0")[0] % len(KINDS)], data[1:]
    if media_type(body, None, kind) in MARKUP:
        reading = read(Page(url=URL, body=body, content_type=kind))
        reading.text.encode()
        for piece in reading.evidence:
            if piece.start is not None and reading.text[piece.start : piece.end] != piece.raw:
                raise AssertionError(f"{piece} is not at its place")
        return
    try:  # in this process: a child for each input would be too slow
        read_page(Page(url=URL, body=body))
    except ReadFailure:
        return


def main() -> int:
    """Run the fuzzer on the command line's corpus; say what to do where atheris is not installed."""
    try:
        atheris = importlib.import_module("atheris")
    except ImportError:
        sys.stderr.write("atheris is no part of Fazhi: .venv/bin/python -m pip install atheris\n")
        return 1
    atheris.instrument_all()
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
