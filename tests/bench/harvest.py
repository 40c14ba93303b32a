"""The whole harvest against a spider that only downloads: `python -m tests.bench.harvest`.

N synthetic pages over 16 loopback hosts, no delay, one request at a time per host in both; in turn,
in one run, so that the ratio holds on a busy machine.
"""

from __future__ import annotations

import argparse
import re
import socket
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from archive.migrations import open_catalog
from tests.bench import site
from tests.bench.measure import Cost, run
from tests.bench.stages import by_stage

ROOT = Path(__file__).resolve().parents[2]
TODAY = "2025-06-30"
MEBIBYTE = 1 << 20


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextmanager
def serving(pages: int, port: int, hosts: int = site.HOSTS) -> Iterator[None]:
    """Serve the benchmark's portals while the block runs."""
    command = [sys.executable, "-m", "tests.bench.site", "--pages", str(pages), "--port", str(port)]
    command += ["--hosts", str(hosts)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        if server.stdout is None or server.stdout.readline() != b"ready\n":
            raise SystemExit("the benchmark's server did not start")
        yield
        server.terminate()


def write_registry(path: Path, port: int, hosts: int = site.HOSTS) -> None:
    """Write one row per host, its column given."""
    rows = []
    for host in range(hosts):
        county, root = site.government(host), f"http://{site.address(host)}:{port}"
        rows.append(
            f'[bench-{host + 1:02d}]\nname = "{county.body}"\nregion = "{county.region}"\n'
            f'home = "{root}/"\nfamily = "trs-static"\nlists = ["{root}/fzbg/index.html"]\n'
            f"since = {site.FIRST_YEAR}\n"
        )
    path.write_text("\n".join(rows), "utf-8")


def write_addresses(path: Path, pages: int, port: int) -> int:
    """Write every page's address for the bare spider, host by turns; return how many there are."""
    columns = []
    for host, share in enumerate(site.shares(pages)):
        paths = [name for name in site.site(host, share) if name.startswith("/fzbg/")]
        columns.append([f"http://{site.address(host)}:{port}{name}" for name in paths if name[6:]])
    longest = max(map(len, columns))
    urls = [column[turn] for turn in range(longest) for column in columns if turn < len(column)]
    path.write_text("\n".join(urls), "utf-8")
    return len(urls)


def bare(folder: Path) -> Cost:
    """Run the bare spider, outside of the project so that none of its settings apply."""
    spider = str(ROOT / "tests" / "bench" / "bare.py")
    command = [sys.executable, "-m", "scrapy", "runspider", spider]
    return run(
        [*command, "-a", f"addresses={folder / 'addresses.txt'}"],
        environment={},
        log=folder / "bare.log",
        cwd=folder,
    )


def harvest(folder: Path, turn: int) -> Cost:
    """Run the whole harvest into an archive of its own."""
    command = [sys.executable, "-m", "scrapy", "crawl", "portals", "-s", "DOWNLOAD_DELAY=0"]
    return run(
        [*command, "-a", f"today={TODAY}"],
        environment={
            "FAZHI_ARCHIVE": str(folder / f"archive-{turn}"),
            "FAZHI_REGISTRY": str(folder / "registry.toml"),
            "FAZHI_ALLOW_PRIVATE": "127.0.61.0/24",
            "FAZHI_RENDER": "never",
        },
        log=folder / f"harvest-{turn}.log",
        cwd=ROOT,
    )


def downloaded(log: Path) -> int:
    """Return how many pages the bare spider got, by its own closing figures."""
    found = re.search(r"response_status_count/200': (\d+)", log.read_text("utf-8"))
    return int(found[1]) if found else 0


def reports_in(archive: Path) -> int:
    """Count the reports of an archive."""
    db = open_catalog(archive / "corpus.db")
    count = int(db.execute("SELECT count(*) FROM reports").fetchone()[0])
    db.close()
    return count


def shown(name: str, pages: int, cost: Cost) -> str:
    """Return a run's figures as one line."""
    return (
        f"{name:8} {pages / cost.seconds:7.1f} pages/s  {cost.seconds:6.1f} s"
        f"  cpu {cost.own_cpu:6.1f} s + {cost.most_children} children {cost.children_cpu:6.1f} s"
        f"  peak {cost.memory / MEBIBYTE:5.0f} MiB  exit {cost.status}"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run both in turn, print their figures and the ratio of the medians."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.harvest", description=__doc__)
    parser.add_argument("--pages", type=int, default=2000, help="articles in all")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="keep archives and logs in this folder")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        folder = (asked.keep or Path(scratch)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        return compare(folder, asked.pages, asked.rounds)


def median_of(costs: Sequence[Cost], what: Literal["seconds", "cpu"]) -> float:
    """Return the median wall clock or processor time of some runs."""
    return statistics.median(
        cost.seconds if what == "seconds" else cost.own_cpu + cost.children_cpu for cost in costs
    )


def compare(folder: Path, articles: int, rounds: int) -> int:
    """Run bare spider and harvest in turn; 1 where a run failed or a report is missing."""
    port = free_port()
    write_registry(folder / "registry.toml", port)
    pages = write_addresses(folder / "addresses.txt", articles, port)
    bares, harvests = [], []
    with serving(articles, port):
        for turn in range(rounds):
            bares.append(bare(folder))
            print(shown("bare", downloaded(folder / "bare.log"), bares[-1]), flush=True)
            harvests.append(harvest(folder, turn))
            print(shown("harvest", pages, harvests[-1]), flush=True)
    last = folder / f"archive-{rounds - 1}"
    found = reports_in(last)
    print(by_stage(last))
    ratio = median_of(bares, "seconds") / median_of(harvests, "seconds")
    cpu = median_of(bares, "cpu") / median_of(harvests, "cpu")
    print(f"ratio    {ratio:.2f} of the bare spider's pages/s; {cpu:.2f} by processor time")
    print(f"found    {found} of {articles} reports")
    return int(found != articles or any(one.status for one in [*bares, *harvests]))


if __name__ == "__main__":
    sys.exit(main())
