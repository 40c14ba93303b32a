"""scrapy portals: what is in the registry, is it sound, what would a row give, add one with its golden page."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from archive.errors import ConfigurationError
from archive.records import Portal
from spiders.registry.check import check
from spiders.registry.counts import Counts, counts, level_of_portal, province_of
from spiders.registry.loader import load

SHOWN_WARNINGS = 50
"""Warnings printed of one check; all of them with --json."""


class Command(ScrapyCommand):
    """The registry's command line."""

    requires_project = True
    requires_crawler_process = False
    """Nothing of the crawl is loaded to look at the registry."""
    default_settings: ClassVar = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "list|check|try ID|new [options]"

    def short_desc(self) -> str:
        return "List, check, try or add portals of the registry"

    def long_desc(self) -> str:
        return (
            "list [ID|REGION …]: counts by province, level and family, and the rows asked for. "
            "check: every error and doubt of the whole registry; exit code 16 on errors. "
            "Both take --json and read FAZHI_REGISTRY."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="print JSON")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        verbs: Mapping[str, Callable[[list[str], argparse.Namespace], int]] = {
            "list": self._list,
            "check": self._check,
        }
        if not args or args[0] not in verbs:
            raise UsageError(f"say one of: {', '.join(verbs)}")
        try:
            self.exitcode = verbs[args[0]](args[1:], opts)
        except ConfigurationError as error:
            print(error, file=sys.stderr)
            self.exitcode = error.exit_code

    @property
    def _registry(self) -> Path:
        assert self.settings is not None, "Scrapy sets them before it runs a command"
        return Path(str(self.settings["FAZHI_REGISTRY"]))

    def _list(self, words: list[str], opts: argparse.Namespace) -> int:
        only = [part for word in words for part in word.split(",")]
        portals = load(self._registry, only)
        found = counts(portals)
        if opts.json:
            rows = [row_of(portal) for portal in portals]
            print(json.dumps({"counts": counts_of(found), "portals": rows}, ensure_ascii=False))
            return 0
        if only:
            for portal in portals:
                print(line_of(portal))
            print()
        for line in lines_of(found):
            print(line)
        return 0

    def _check(self, words: list[str], opts: argparse.Namespace) -> int:
        if words:
            raise UsageError("check takes no rows: it checks the whole registry")
        verdict = check(self._registry)
        if opts.json:
            print(json.dumps({**asdict(verdict), "sound": not verdict.errors}, ensure_ascii=False))
        else:
            for problem in verdict.errors:
                print(f"error: {problem}")
            for problem in verdict.warnings[:SHOWN_WARNINGS]:
                print(f"warning: {problem}")
            print(
                f"{verdict.portals} sound rows, {len(verdict.errors)} errors, {len(verdict.warnings)} warnings"
            )
        return ConfigurationError.exit_code if verdict.errors else 0


def counts_of(found: Counts) -> dict[str, object]:
    """Return the counts as JSON gives them."""
    return {
        "portals": found.portals,
        "enabled": found.enabled,
        "with_lists": found.with_lists,
        "without_lists": found.portals - found.with_lists,
        "province": dict(found.province),
        "level": dict(found.level),
        "family": dict(found.family),
    }


def row_of(portal: Portal) -> dict[str, object]:
    """Return a row as JSON gives it: all its keys, and the province and level that follow from them."""
    return {**asdict(portal), "province": province_of(portal)[1], "level": level_of_portal(portal)}


def line_of(portal: Portal) -> str:
    """Return a row for the eye."""
    family = portal.family or "-"
    state = "" if portal.enabled else f"  (off: {portal.reason})"
    return f"{portal.region}  {portal.portal:<24} {family:<18} {len(portal.lists)} lists  {portal.name}{state}"


def lines_of(found: Counts) -> list[str]:
    """Return the counts for the eye."""
    without = found.portals - found.with_lists
    lines = [
        f"{found.portals} portals, {found.enabled} enabled",
        f"{found.with_lists} with report columns, {without} to be discovered",
    ]
    for title, table in (
        ("province", found.province),
        ("level", found.level),
        ("family", found.family),
    ):
        lines += ["", title, *(f"{number:>6}  {name}" for name, number in table.items())]
    return lines
