"""Reading against trafilatura's own default: pages per CPU second, decoding included on both sides.

`python -m tests.bench.extraction [--pages N]`. Three sets of pages: the goldens, the whole harvest's (a report
in 27 kB of menus and styles), and pages with labels in many shapes.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

import trafilatura

from archive.records import Page
from pipelines import collector
from pipelines.blocks import to_blocks
from pipelines.decode import decode
from pipelines.document import find_document
from pipelines.extract import extract
from pipelines.page_labels import read_lines
from pipelines.pool import GARBAGE_AFTER
from pipelines.prose import measure
from pipelines.reading import read
from pipelines.tree import parse
from tests.bench import fact_pages, site
from tests.golden import stored

TEXT, WHOLE = 1.3, 1.0
"""What is asked: text alone, and text with checks and all facts, as multiples of trafilatura's default."""
WARM = 20


def default(page: Page) -> object:
    """Trafilatura as it comes: bytes in, text out."""
    return trafilatura.extract(page.body)


def text_alone(page: Page) -> object:
    """Decode, prepare, find the document: its lines, without the second reader's check and without facts."""
    root = parse(decode(page.body, page.content_type).text)
    measured = measure(to_blocks(root))
    lines = measured.blocks.lines
    consumed = frozenset(id(lines[index]) for index in read_lines(lines).consumed)
    return "\n".join(line.text for line in find_document(root, measured, consumed).lines)


WAYS: dict[str, Callable[[Page], object]] = {
    "trafilatura": default,
    "text alone": text_alone,
    "text, checks": extract,
    "text, checks, all facts": read,
}


def golden_pages(count: int) -> Iterator[Page]:
    """The golden HTML pages, each once."""
    for case in islice(stored.names(), count):
        page = stored.page(case)
        if page.name is None and (page.content_type or "").startswith("text/html"):
            yield page


def portal_pages(count: int) -> Iterator[Page]:
    """Articles of the whole harvest's benchmark."""
    each = -(-count // site.HOSTS)
    made = [article for host in range(site.HOSTS) for article in site.articles(host, each)]
    for article in made[:count]:
        url = f"http://bench.test{article.path}"
        yield Page(url=url, body=article.html, content_type="text/html; charset=utf-8")


def labelled_pages(count: int) -> Iterator[Page]:
    """Pages with labels, heads and furniture in many shapes."""
    return (page for page, _ in fact_pages.cases(count, "speed"))


SETS: dict[str, Callable[[int], Iterator[Page]]] = {
    "goldens": golden_pages,
    "harvest": portal_pages,
    "labels": labelled_pages,
}


def costs_of(pages: Sequence[Page]) -> dict[str, float]:
    """CPU seconds of each way over all pages, the ways in turn so that a busy machine slows all alike.

    Each way is a part of the set ahead of the next, so that none finds a page's lines in another's cache.
    """
    for other, _ in fact_pages.cases(WARM, "warm"):
        for run in WAYS.values():
            run(other)
    collector.spare(GARBAGE_AFTER)  # as the readers of a harvest do, and to the good of every way
    spent = dict.fromkeys(WAYS, 0.0)
    apart = len(pages) // len(WAYS)
    for index in range(len(pages)):
        for turn, (way, run) in enumerate(WAYS.items()):
            page = pages[(index + turn * apart) % len(pages)]
            started = time.process_time()
            run(page)
            spent[way] += time.process_time() - started
    return spent


def main() -> int:
    """Print the table; 1 where the whole of the sets stays under what is asked."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.extraction")
    parser.add_argument("--pages", type=int, default=300, help="pages of each made set")
    arguments = parser.parse_args()
    total = dict.fromkeys(WAYS, 0.0)
    print(f"{'pages per CPU second':24}" + "".join(f"{way:>26}" for way in WAYS))
    pages_read = 0
    for name, make in SETS.items():
        pages = list(make(arguments.pages))
        costs = costs_of(pages)
        pages_read += len(pages)
        total = {way: total[way] + costs[way] for way in WAYS}
        print(_row(f"{name}, {len(pages)} pages", len(pages), costs))
    print(_row(f"all, {pages_read} pages", pages_read, total))
    text, whole = (
        total["trafilatura"] / total[way] for way in ("text alone", "text, checks, all facts")
    )
    print(
        f"text alone {text:.2f} x (asked {TEXT}), with checks and all facts {whole:.2f} x (asked {WHOLE})"
    )
    return 0 if text >= TEXT and whole >= WHOLE else 1


def _row(name: str, count: int, costs: dict[str, float]) -> str:
    base = costs["trafilatura"]
    cells = (f"{count / spent:.0f} ({base / spent:.2f} x)" for spent in costs.values())
    return f"{name:24}" + "".join(f"{cell:>26}" for cell in cells)


if __name__ == "__main__":
    sys.exit(main())
