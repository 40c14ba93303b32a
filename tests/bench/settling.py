"""Measures settling at scale: python -m tests.bench.settling [reports].

Puts that many sightings of synthetic reports (3,000 characters, 30 pieces of evidence, one in ten met at a second
place) into a catalog in memory of the disk, settles them, then settles again after a harvest that found one report more.
"""

from __future__ import annotations

import hashlib
import resource
import sys
import tempfile
import time
from dataclasses import replace
from functools import cache
from pathlib import Path

from archive.records import Portal, Reading
from pipelines import regions
from pipelines.regions_data.table import LATEST_YEAR, table
from pipelines.sections import cut_sections
from pipelines.settle import settle
from tests.bench.duplicates import original
from tests.pipelines.settling import Catalog, catalog, reading

YEARS = range(2016, 2026)
TEXTS = 200
"""Different texts among the reports: making each anew would take longer than what is measured."""


def rows(count: int) -> tuple[Portal, ...]:
    """Real governments as registry rows."""
    codes = sorted(table(LATEST_YEAR))[:count]
    return tuple(
        Portal(
            portal=f"p{code}", name=f"{regions.customary_name(code)}人民政府", region=code,
            home=f"http://www.p{code}.gov.cn/",
        )
        for code in codes
    )  # fmt: skip


@cache
def pattern(number: int) -> Reading:
    """One of the texts that the reports are made of, with sections and signature."""
    parts = zip("一二三四五六七八九十", original(number), strict=False)
    text = "\n".join(f"{n}、主要举措和成效\n{part}" for n, part in parts)
    held = reading(text)
    return replace(held, sections=cut_sections(text))


def report(number: int, row: Portal, year: int) -> Reading:
    """One report of a row; its digest is its own, so that nothing is united by chance."""
    base = pattern(number % TEXTS)
    held = reading(
        "", year, row.name, region=row.region, document_number=f"政发〔{year + 1}〕{number}号",
        published_date=f"{year + 1}-03-01", signed_date=f"{year + 1}-02-01", index_number=f"{number}",
    )  # fmt: skip
    return replace(
        base, facts=held.facts, evidence=held.evidence * 3, text=f"{base.text}\n{number}",
        normal_sha256=hashlib.sha256(str(number).encode()).hexdigest(),
    )  # fmt: skip


def fill(made: Catalog, count: int) -> None:
    """The sightings of a first harvest."""
    registry = rows(count // len(YEARS) + 1)
    made.registry = registry
    made.db.execute("PRAGMA synchronous = OFF")
    made.begin()
    made.db.execute("BEGIN")
    for number in range(count):
        row, year = registry[number // len(YEARS)], YEARS[number % len(YEARS)]
        held = report(number, row, year)
        made.see(f"{row.home}{number}.html", held, row.portal)
        if number % 10 == 0:
            made.see(f"{registry[0].home}repost/{number}.html", held, registry[0].portal)
    made.db.conn.commit()


def timed(made: Catalog) -> tuple[float, float]:
    """Wall and CPU seconds of one settling."""
    wall, cpu = time.perf_counter(), time.process_time()
    settle(made.db, made.harvest)
    return time.perf_counter() - wall, time.process_time() - cpu


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 30_000
    with tempfile.TemporaryDirectory(prefix="fazhi-bench-") as folder:
        made = catalog(Path(folder))
        fill(made, count)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        wall, cpu = timed(made)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        found = made.rows("SELECT COUNT(*), SUM(places) FROM reports")[0]
        print(
            f"{found[0]} reports, {found[1]} places: {wall:.1f} s, CPU {cpu:.1f} s; memory {before:.0f} to {peak:.0f} MB"
        )
        made.begin()
        row = made.registry[0]
        made.see(f"{row.home}new.html", report(count + 7, row, 2015), row.portal)
        made.db.conn.commit()
        wall, cpu = timed(made)
        print(f"one report more: {wall:.1f} s, CPU {cpu:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
