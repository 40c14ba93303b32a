"""Write the registry's first rows from a table of portals; run once by hand, for the files are kept by hand since.

    python -m spiders.registry.from_table portals.tsv [--into spiders/registry] [--left docs/registry-unregistered.tsv]

The table has the columns portal_name, adcode, homepage_url, report_column_url, platform_family, level, family_basis, note and
the columns that a family was told from. Taken are facts only: names, codes, addresses. A family marked `?`, or told from a page
on another host, is left out; a row whose code the region table does not prove goes to the list for a person. A file that is
there already is never overwritten.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from archive.records import Portal
from pipelines.regions import Hints, customary_name, match, now, unit
from spiders.families.names import FAMILY_IDS
from spiders.registry import notes
from spiders.registry.names import FILES, bare_host_of, organ_of, slug_of
from spiders.registry.writing import row_text

Source = dict[str, str]
"""One line of the table."""

GOVERNMENTS = ("province", "prefecture", "county")

FAMILIES = {"webforms-aspx": "webforms"}
"""Ids of the table that the families call otherwise."""

BASIS = {
    "URL shape of report column": "report_column_url",
    "URL shape of policy column": "policy_or_disclosure_column_url",
    "URL shape of budget column": "budget_column_url",
}
"""Which column's address a family was told from."""

WEBSITE = re.compile(r"(?:政府)?(?:门户)?网站$")
"""A department called by its website."""

SECOND_PLACE = re.compile(r"second place: (/\S+?)(?:;|$)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One row to write."""

    slug: str
    name: str
    region: str
    level: str
    home: str
    family: str | None
    lists: tuple[str, ...]
    remarks: tuple[str, ...]


def main(arguments: Sequence[str] | None = None) -> None:
    """Write a file per province and the list of what was left out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", type=Path)
    parser.add_argument("--into", type=Path, default=Path("spiders/registry"))
    parser.add_argument("--left", type=Path, default=Path("docs/registry-unregistered.tsv"))
    options = parser.parse_args(arguments)
    entries, left = entries_of(read_table(options.table))
    there = [name for name in FILES.values() if (options.into / f"{name}.toml").exists()]
    if there:
        parser.error(
            f"{', '.join(there)}: these files are kept by hand; give --into an empty folder"
        )
    by_file = defaultdict(list)
    for entry in entries:
        by_file[FILES[entry.region[:2]]].append(entry)
    for name, found in by_file.items():
        (options.into / f"{name}.toml").write_text(file_text(found), encoding="utf-8")
    lines = ["name\tcode\thome\twhy", *("\t".join(line) for line in left)]
    options.left.write_text("\n".join(lines) + "\n", encoding="utf-8")


def read_table(path: Path) -> list[Source]:
    """Return the lines of the table."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def entries_of(table: Iterable[Source]) -> tuple[list[Entry], list[tuple[str, str, str, str]]]:
    """Return the rows to write, by code, and what is left out: (name, code, home, why)."""
    entries: list[Entry] = []
    left: list[tuple[str, str, str, str]] = []
    for source in table:
        made = _government(source) if source["level"] in GOVERNMENTS else _department(source)
        if isinstance(made, Entry):
            entries.append(made)
        else:
            left.append((source["portal_name"], source["adcode"], source["homepage_url"], made))
    rank = {level: place for place, level in enumerate((*GOVERNMENTS, "department"))}
    ordered = sorted(
        _merged(entries), key=lambda e: (e.region[:2], rank[e.level] == 3, e.region, e.home)
    )
    return _with_unique_slugs(ordered), left


def _government(source: Source) -> Entry | str:
    path = source["portal_name"].split("/")
    if not source["homepage_url"]:
        return "no home page"
    given = source["adcode"]
    for year in (None, 2025):  # 2025: units abolished since, whose portals still stand
        code = match("".join(path), year).code
        found = unit(code, year) if code else None
        if not code or not found or not (given in ("", code) or now(given, 2015) == code):
            continue
        if (
            found.name == path[-1] or given == code
        ):  # 济源示范区, given as 济源市's code, is that city's portal
            return _entry(
                source, code, customary_name(code, year) + organ_of(found.name), found.level
            )
    return "the region table does not prove a code for this name"


def _department(source: Source) -> Entry | str:
    name = WEBSITE.sub("", "".join(source["portal_name"].split()))
    found = match(name, None, Hints(host=source["homepage_url"]))
    code = found.code or _province_of_host(source["homepage_url"], found.candidates)
    if not source["homepage_url"]:
        return "no home page"
    if source["level"] == "central":
        return "an organ of the centre has no region"
    if code is None or found.level not in ("department", "zone"):
        return "no region can be proved from the name"
    return _entry(source, code, name, "department")


def _province_of_host(home: str, candidates: tuple[str, ...]) -> str | None:
    """Return 吉林省 for jyt.jl.gov.cn, between it and 吉林市: right under a province's host stand its own departments."""
    provinces = [code for code in candidates if code.endswith("0000")]
    return (
        provinces[0] if len(provinces) == 1 and bare_host_of(home).endswith(".jl.gov.cn") else None
    )


def _entry(source: Source, code: str, name: str, level: str) -> Entry:
    home = source["homepage_url"].strip()
    if not urlsplit(home).path:
        home += "/"
    remarks = list(notes.remarks_of(source["note"], code, home))
    if notes.other_scheme(source["note"]):
        home = re.sub(r"^https?", notes.other_scheme(source["note"]) or "", home)
    lists = [source["report_column_url"]] if source["report_column_url"] else []
    lists += [urljoin(home, path) for path in SECOND_PLACE.findall(source["note"])]
    return Entry(
        slug=slug_of(home),
        name=name,
        region=code,
        level=level,
        home=home,
        family=_family(source, lists),
        lists=tuple(lists),
        remarks=tuple(remarks),
    )


def _family(source: Source, lists: list[str]) -> str | None:
    family = FAMILIES.get(source["platform_family"], source["platform_family"])
    if family not in FAMILY_IDS:
        return None
    told_from = source.get(BASIS.get(source["family_basis"], ""), "")
    if lists and told_from not in lists and family == "gkmlpt":
        return None  # the column given lies beside the platform: it is recognised from its page
    if not lists and told_from and bare_host_of(told_from) != bare_host_of(source["homepage_url"]):
        return None
    return family


def _merged(entries: list[Entry]) -> Iterator[Entry]:
    """Make one row of lines for the same body at the same home."""
    bodies: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        kind = "department" if entry.level == "department" else "government"
        bodies[entry.region, kind, bare_host_of(entry.home)].append(entry)
    homes = {bare_host_of(e.home): e for e in sorted(entries, key=lambda e: e.level != "county")}
    for same in bodies.values():
        above = homes[bare_host_of(same[0].home)]
        shared = same[0].level == "county" and above.level == "prefecture"
        yield replace(
            same[0],
            name=max((entry.name for entry in same), key=len),
            remarks=same[0].remarks
            + ((f"the home page of {above.name}: its own is not known",) if shared else ()),
            family=next((entry.family for entry in same if entry.family), None),
            lists=tuple(dict.fromkeys(url for entry in same for url in entry.lists)),
        )


def _with_unique_slugs(entries: list[Entry]) -> list[Entry]:
    """Add the region code, then a number, to ids that several rows would have."""
    shared = Counter(entry.slug for entry in entries)
    named = [replace(e, slug=f"{e.slug}-{e.region}") if shared[e.slug] > 1 else e for e in entries]
    seen: Counter[str] = Counter()
    unique = []
    for entry in named:
        seen[entry.slug] += 1
        number = seen[entry.slug]
        unique.append(entry if number == 1 else replace(entry, slug=f"{entry.slug}-{number}"))
    return unique


def file_text(entries: Sequence[Entry]) -> str:
    """Return a province's file."""
    province = unit(entries[0].region[:2] + "0000")
    departments = sum(entry.level == "department" for entry in entries)
    head = (
        f"# {province.name if province else ''}: {len(entries) - departments} governments, {departments} departments. "
        "Written once by from_table.py, kept by hand since.\n"
    )
    return head + "".join("\n" + row_text(portal_of(entry), entry.remarks) for entry in entries)


def portal_of(entry: Entry) -> Portal:
    """Return the portal that a row is of."""
    return Portal(
        portal=entry.slug,
        name=entry.name,
        region=entry.region,
        home=entry.home,
        family=entry.family,
        lists=entry.lists,
    )


if __name__ == "__main__":
    main()
