"""`scrapy crawl portals`, with exit codes that tell the truth."""

from __future__ import annotations

import argparse
import os

from scrapy.commands.crawl import Command as ScrapyCrawl

from archive.errors import FazhiError
from crawler.session import Session
from crawler.speaking import say

EXITS = {
    0: "complete", 10: "some articles failed", 11: "some portals down or blocked", 12: "fewer reports than before",
    13: "too little disk", 14: "another harvest is at work", 15: "archive damaged",
    16: "wrong setting, argument or registry", 130: "interrupted",
}  # fmt: skip
"""As DESIGN fixes them, in words for the help."""


class Command(ScrapyCrawl):
    """Scrapy's own command; for the spider `portals` the archive is prepared before and judged after."""

    def long_desc(self) -> str:
        return (
            "portals: harvest the registry's portals into FAZHI_ARCHIVE. "
            "discover: find the report columns of rows without `lists`, and print the rows as TOML. "
            "-a only=ID,REGION-PREFIX,… limits both. For portals: -a years=2019-2024 limits articles and coverage; "
            "-a mode=auto|quick|full says how far columns are walked; -a today=YYYY-MM-DD is the day that schedules and due dates count from. "
            f"Exit code of portals: {', '.join(f'{code} {words}' for code, words in EXITS.items())}."
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Run the harvest, and set the process's exit code."""
        if args not in (["portals"], ["discover"]):
            super().run(args, opts)
            return
        try:
            only_discovery = args == ["discover"]
            assert self.settings is not None, "Scrapy sets them before it runs a command"
            # Set-up and crawl look for the browser in the environment: what -s says joins it.
            os.environ["FAZHI_CHROMIUM"] = str(self.settings.get("FAZHI_CHROMIUM") or "")
            self.exitcode = Session(self, opts.spargs, only_discovery=only_discovery).run()
        except FazhiError as error:
            say(f"fazhi: {error}")
            self.exitcode = error.exit_code
