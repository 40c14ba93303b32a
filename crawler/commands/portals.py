"""scrapy portals: what is in the registry, is it sound, what would a row give, add one with its golden page."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from archive.errors import ConfigurationError, FazhiError
from archive.failures import PIPE_CLOSED, close_stdout, failure
from crawler.arguments import check_settings, parse
from crawler.newcomer import keep, row_of
from crawler.shown import counts_of, line_of, lines_of, portal_row, trial_lines
from crawler.trial import ROOT, harvested, read_trial, trial
from spiders.registry.check import check
from spiders.registry.counts import counts
from spiders.registry.loader import load

SHOWN_WARNINGS = 50
"""Warnings printed of one check; all of them with --json."""

GAVE_NOTHING = 1
"""Exit code of a trial that found no row, though the portal answered."""


class Command(ScrapyCommand):
    """The registry's command line."""

    requires_project = True
    requires_crawler_process = False
    """Nothing of the crawl is loaded to look at the registry."""
    default_settings: ClassVar = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "list [ID|REGION …] | check | try ID | new --home URL --region CODE"

    def short_desc(self) -> str:
        return "List, check, try or add portals of the registry"

    def long_desc(self) -> str:
        return (
            "list: counts by province, level and family, and the rows asked for. "
            "check: every error and doubt of the whole registry; exit code 16 on errors. "
            "try: harvest one row into an archive that is thrown away, and say what it gave. "
            "new: the same for a row that is not yet there; then write it into its province's file, and leave the first "
            "report as a golden case to review; where nothing of the portal answers, nothing is written. "
            "All read FAZHI_REGISTRY and take --json. Exit code: 0; 1 where no row or report was found; 16 where an "
            "option or the registry is wrong; else that of the trial's harvest, such as 11: the portal is down or blocked."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="print JSON")
        parser.add_argument(
            "--years", help="try, new: report years whose articles are read (default: the last two)"
        )
        new = parser.add_argument_group("new")
        new.add_argument("--home", help="home page")
        new.add_argument("--region", help="region code, six digits")
        new.add_argument("--id", help="portal id (default: from the host)")
        new.add_argument(
            "--name", help="the body whose reports these are (default: the region's government)"
        )
        new.add_argument(
            "--list", action="append", dest="lists", help="a report column; may be given again"
        )
        new.add_argument("--family", help="family id (default: recognised)")
        new.add_argument(
            "--golden", type=Path, default=ROOT / "tests" / "golden", help="folder of golden cases"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        verbs: Mapping[str, Callable[[list[str], argparse.Namespace], int]] = {
            "list": self._list,
            "check": self._check,
            "try": self._try,
            "new": self._new,
        }
        if not args or args[0] not in verbs:
            raise UsageError(f"say one of: {', '.join(verbs)}")
        try:
            self.exitcode = verbs[args[0]](args[1:], opts)
            sys.stdout.flush()
        except FazhiError as error:
            print(error, file=sys.stderr)
            self.exitcode = error.exit_code
        except BrokenPipeError:
            close_stdout()
            self.exitcode = PIPE_CLOSED
        except OSError as error:
            close_stdout()
            told = failure(error)
            print(f"portals: {told}", file=sys.stderr)
            self.exitcode = told.exit_code

    @property
    def _given(self) -> Settings:
        assert isinstance(self.settings, Settings), "Scrapy sets them before it runs a command"
        return self.settings

    @property
    def _registry(self) -> Path:
        check_settings(self._given)
        return Path(str(self._given["FAZHI_REGISTRY"]))

    def _list(self, words: list[str], opts: argparse.Namespace) -> int:
        only = [part for word in words for part in word.split(",")]
        portals = load(self._registry, only)
        found = counts(portals)
        if opts.json:
            rows = [portal_row(portal) for portal in portals]
            print(json.dumps({"counts": counts_of(found), "portals": rows}, ensure_ascii=False))
            return 0
        if only:
            print("\n".join([*map(line_of, portals), ""]))
        print("\n".join(lines_of(found)))
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
            numbers = (verdict.portals, len(verdict.errors), len(verdict.warnings))
            print("{} sound rows, {} errors, {} warnings".format(*numbers))
        return ConfigurationError.exit_code if verdict.errors else 0

    def _try(self, words: list[str], opts: argparse.Namespace) -> int:
        portals = {portal.portal: portal for portal in load(self._registry)}
        if len(words) != 1 or words[0] not in portals:
            load(self._registry, words)  # names the word that fits no row
            raise UsageError("try takes the id of one row")
        found = trial(portals[words[0]], self._given, _years(opts))
        told = (
            json.dumps(asdict(found), ensure_ascii=False)
            if opts.json
            else "\n".join(trial_lines(found))
        )
        print(told)
        return 0 if found.rows else found.exit_code or GAVE_NOTHING

    def _new(self, words: list[str], opts: argparse.Namespace) -> int:
        if words:
            raise UsageError("new takes options only: --home URL --region CODE")
        asked = {
            key: getattr(opts, key) for key in ("id", "name", "region", "home", "family", "lists")
        }
        portal = row_of(asked, self._registry)
        with harvested(portal, self._given, _years(opts)) as (archive, exit_code):
            found = read_trial(archive, portal.portal, exit_code)
            if not opts.json:
                print("\n".join(trial_lines(found)), file=sys.stderr)
            written, remark = keep(portal, found, archive, self._registry, opts.golden)
        if remark:
            print(f"new: {remark}", file=sys.stderr)
        if opts.json:
            told = {"trial": asdict(found), "written": [*map(str, written)], "remark": remark}
            print(json.dumps(told, ensure_ascii=False))
        elif written:
            print("\n".join(map(str, written)))
        return 0 if found.reports else found.exit_code or GAVE_NOTHING


def _years(opts: argparse.Namespace) -> str:
    """The report years whose articles a trial reads: the last two that have ended. Raises ConfigurationError."""
    today = datetime.now().astimezone().date()
    years = str(opts.years or f"{today.year - 2}-{today.year - 1}")
    try:
        parse({"years": years}, today)
    except ConfigurationError:
        raise ConfigurationError(
            f"--years {years}: write one year or a range, like 2019-2024"
        ) from None
    return years
