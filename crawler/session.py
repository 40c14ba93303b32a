"""One run of the command: prepares archive and harvest, lets Scrapy work, settles, judges, and tells the person."""

from __future__ import annotations

import json
import logging
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from scrapy.commands import ScrapyCommand
from scrapy.crawler import Crawler
from scrapy.utils.log import configure_logging

from archive import failpoint, ledger
from archive.errors import ConfigurationError, NoSpace
from archive.events import HarvestEnded, HarvestStarted, Status
from archive.space import room
from archive.store import Archive
from crawler import abandoned, closing, interrupts
from crawler.arguments import Arguments, check_settings, choose, parse, registry_path, user_agent
from crawler.cautions import cautions
from crawler.course import Plan
from crawler.harvest import Harvest
from crawler.incremental import History
from crawler.progress import ProgressLine
from crawler.run import Run, attach
from crawler.run_folder import write_arguments, write_stats, write_verdict
from crawler.speaking import keep_standard_streams, listener, say, tell_state
from crawler.tally import Tally
from crawler.verdict import EXIT_CODE, Verdict, judge
from pipelines import collector
from pipelines.rules import software
from pipelines.settle import settle
from spiders.registry.loader import load

log = logging.getLogger(__name__)

TLS_TOLD = "certificates noted, not required; legacy security level for the host that needs it, in X-Fazhi-TLS of its records"
RESUMABLE = ("running", "interrupted", "no_space")
GARBAGE_AFTER = 20_000
"""New objects between two looks for cyclic garbage: some twenty pages' worth."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A harvest that is about to work."""

    harvest_id: str
    today: date


class Session:
    """From the command line to the exit code."""

    def __init__(
        self, command: ScrapyCommand, given: Mapping[str, str], *, only_discovery: bool = False
    ) -> None:
        if command.settings is None or command.crawler_process is None:
            raise ConfigurationError("run this from the project's root: scrapy crawl portals")
        self._settings: Any = command.settings
        self._process: Any = command.crawler_process
        check_settings(self._settings)
        self._settings.set("USER_AGENT", user_agent(self._settings), priority="cmdline")
        self._only_discovery = only_discovery
        self._arguments: Arguments = parse(given, datetime.now().astimezone().date())
        if only_discovery:
            marked = json.dumps({**json.loads(self._arguments.given), "spider": "discover"})
            self._arguments = replace(self._arguments, given=marked)
        self._registry = load(registry_path(self._settings))
        self._chosen = choose(self._registry, self._arguments)

    def run(self) -> int:
        """Harvest; gives the exit code."""
        keep_standard_streams()
        interrupts.before_crawl()
        folder = Path(self._settings.get("FAZHI_ARCHIVE"))
        archive = Archive(
            folder,
            min_free=self._settings.getint("FAZHI_MIN_FREE_BYTES"),
            fail=failpoint.from_environment(),
            info={"http-header-user-agent": self._settings.get("USER_AGENT"), "tls": TLS_TOLD},
        )
        tell_state(archive)
        try:
            with room(folder):
                return self._harvest(archive, folder)
        except NoSpace:
            archive.abandon()
            raise

    def _harvest(self, archive: Archive, folder: Path) -> int:
        prepared = self._begin(archive)
        run_folder = folder / "runs" / prepared.harvest_id
        write_arguments(run_folder, self._arguments.given)
        self._log_to(run_folder / "harvest.log")
        run = self._prepare(archive, prepared, run_folder)
        crawler = self._crawler()
        attach(crawler, run)
        progress = ProgressLine(run.harvest.tally)
        try:
            self._process.crawl(crawler)
            collector.spare(GARBAGE_AFTER)
            self._process.start(install_signal_handlers=False)
        finally:
            interrupts.after_crawl()
            progress.close()
        write_stats(run_folder, crawler)
        return self._end(archive, run)

    def _begin(self, archive: Archive) -> Prepared:
        """A new harvest, or the one that the same command left unfinished."""
        row = archive.db.execute(
            "SELECT harvest_id, today FROM harvests h WHERE status IN (?, ?, ?) AND arguments = ? "
            # What waited in a harvest's frontier is lost with its catalog: another harvest asks for it.
            "AND NOT EXISTS (SELECT 1 FROM warc_files w WHERE w.harvest_id = h.harvest_id AND w.rebuilt) "
            "ORDER BY started_at DESC LIMIT 1",
            [*RESUMABLE, self._arguments.given],
        ).fetchone()
        at = archive.moment()
        begun = f"{datetime.fromisoformat(at):%Y%m%dT%H%M%SZ}"
        harvest_id = row[0] if row else f"{begun}-{secrets.token_hex(4)}"
        today = date.fromisoformat(row[1]) if row else self._arguments.today
        archive.begin(
            HarvestStarted(
                at=at,
                sequence=0,
                harvest_id=harvest_id,
                today=today.isoformat(),
                mode=self._arguments.mode,
                arguments=self._arguments.given,
                software=json.dumps(software(), sort_keys=True),
                registry=self._registry,
                portals=tuple(portal.portal for portal in self._chosen),
            )
        )
        abandoned.close(archive)
        if row:
            say(f"resuming harvest {harvest_id}, today={today}")
        return Prepared(harvest_id, today)

    def _prepare(self, archive: Archive, prepared: Prepared, folder: Path) -> Run:
        history = History(archive.db, prepared.harvest_id, prepared.today)
        memory = history.memory(
            self._arguments.mode, self._arguments.wants_year, only_discovery=self._only_discovery
        )
        plan = Plan(
            harvest_id=prepared.harvest_id,
            portals=self._chosen,
            active=max(1, self._settings.getint("CONCURRENT_REQUESTS")),
            budget=self._settings.getint("FAZHI_PORTAL_BUDGET"),
        )
        tally = Tally(portals=len(self._chosen))
        harvest = Harvest(plan, archive, history, memory, tally)
        return Run(
            archive=archive,
            harvest=harvest,
            history=history,
            memory=memory,
            registry=self._registry,
            folder=folder,
        )

    def _log_to(self, path: Path) -> None:
        """Scrapy's log goes to the run's folder; what a person must know goes to stderr."""
        self._settings.set("LOG_ENABLED", value=True, priority="cmdline")
        self._settings.set("LOG_FILE", str(path), priority="cmdline")
        configure_logging(self._settings)
        # Scrapy's lines of detail, two a page, are not even made where nobody asked for them.
        logging.getLogger("scrapy").setLevel(self._settings.get("LOG_LEVEL"))
        # A log on a full disk must not drown what the command itself says on stderr.
        logging.raiseExceptions = False
        for caution in cautions(self._settings, os.environ):
            say(caution)

    def _crawler(self) -> Crawler:
        """Scrapy's crawler; the pace is kept by us, so Scrapy's own delay is nil."""
        pace = self._settings.getfloat("DOWNLOAD_DELAY")
        self._settings.set("FAZHI_PACE", pace, priority="cmdline")
        self._settings.set("DOWNLOAD_DELAY", 0, priority="cmdline")
        crawler: Crawler = self._process.create_crawler(
            "discover" if self._only_discovery else "portals"
        )
        return crawler

    def _end(self, archive: Archive, run: Run) -> int:
        failure = run.harvest.failure
        if isinstance(failure, NoSpace):
            self._close_without_space(archive, run)
            raise failure
        if failure is not None:
            archive.abandon()
            raise failure
        unfinished = ledger.pending(archive.db, run.harvest.plan.harvest_id)
        all_done = len(run.harvest.tally.done) == len(self._chosen)
        interrupted = run.harvest.stopping and (bool(unfinished) or not all_done)
        verdict = Verdict(status="interrupted") if interrupted else None
        try:
            with room(archive.folder):
                verdict = verdict or _settled(archive, run.harvest.plan.harvest_id)
                closing.count(archive.db, run.harvest.plan.harvest_id, verdict)
                self._write_end(archive, run, verdict)
        except NoSpace:
            self._close_without_space(archive, run)
            raise
        with listener() as out:
            if self._only_discovery:
                closing.tell_columns(run.history, self._chosen, out)
            else:
                closing.tell(archive, self._arguments, verdict, out)
        archive.close()
        return EXIT_CODE[verdict.status]

    def _write_end(self, archive: Archive, run: Run, verdict: Verdict) -> None:
        write_verdict(run.folder, verdict)
        status: Status = verdict.status
        archive.record(
            HarvestEnded(
                at=archive.moment(),
                sequence=archive.next_sequence(),
                harvest_id=run.harvest.plan.harvest_id,
                status=status,
                exit_code=EXIT_CODE[status],
                verdict=verdict.to_json(),
            )
        )
        archive.commit()

    def _close_without_space(self, archive: Archive, run: Run) -> None:
        """The last thing written where there is no room: that there was none, if that still fits."""
        log.error("no space: harvest %s waits to be resumed", run.harvest.plan.harvest_id)
        with suppress(NoSpace, OSError):
            archive.discard()
            self._write_end(archive, run, Verdict(status="no_space"))
        archive.abandon()


def _settled(archive: Archive, harvest_id: str) -> Verdict:
    """The corpus brought up to date, and what is to be said of the harvest."""
    archive.fail("before-settle")
    settle(archive.db, harvest_id, archive.fail)
    archive.fail("after-settle")
    return judge(archive.db, harvest_id)
