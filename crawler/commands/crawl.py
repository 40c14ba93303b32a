"""`scrapy crawl portals`, with exit codes that tell the truth."""

from __future__ import annotations

import argparse
import os

from scrapy.commands.crawl import Command as ScrapyCrawl

from archive.errors import FazhiError
from crawler.session import Session
from crawler.speaking import say


class Command(ScrapyCrawl):
    """Scrapy's own command; for the spider `portals` the archive is prepared before and judged after."""

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
