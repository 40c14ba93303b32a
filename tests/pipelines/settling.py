"""What the tests of settling build their catalogs of: readings in memory, sightings as a harvest leaves them."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from archive import applying
from archive.events import Captured, HarvestEnded, HarvestStarted, RequestEnded
from archive.migrations import open_catalog
from archive.pending import put_reading
from archive.records import Capture, Evidence, Facts, Link, Portal, Reading
from pipelines.evidence_order import confidence_of
from pipelines.fingerprint import stamped
from pipelines.sections import cut_sections
from pipelines.settle import settle
from tests.sample.prose import Prose, Speaker
from tests.sample.sample_world import QINGSHI

CITY = Portal(
    portal="linxi", name="临溪市人民政府", region="990100", home="http://www.linxi.gov.cn/"
)
COUNTY = Portal(
    portal="qingshi",
    name="青石县人民政府",
    region="990121",
    home="http://www.qingshi.gov.cn/",
    hosts=("www.qingshi-old.test",),
)
NEIGHBOUR = Portal(
    portal="wuling", name="雾岭县人民政府", region="990122", home="http://www.wuling.gov.cn/"
)
JUSTICE = Portal(
    portal="qssfj", name="青石县司法局", region="990121", home="http://sfj.qssfj.gov.cn/"
)
REGISTRY = (CITY, COUNTY, NEIGHBOUR, JUSTICE)
FACTS = (
    "region", "level", "report_year", "title", "issuing_body", "document_number", "index_number",
    "published_date", "signed_date", "generated_date",
)  # fmt: skip


def words(year: int = 2023, key: str = "", bank: str = "a") -> str:
    """A report's text, the same for the same key; no body is named in it."""
    prose = Prose(bank, f"{key}{year}", Speaker(government=QINGSHI), year)
    return "\n".join(line for block in prose.body() for line in block.lines())


def reading(
    text: str, year: int | None = 2023, body: str | None = "青石县人民政府", **more: Any
) -> Reading:
    """A report's reading; `rule` names the body's evidence, other keywords are facts or fields of the reading."""
    rule = more.pop("rule", "signature_line")
    own = {name: more.pop(name) for name in list(more) if name in Facts.__dataclass_fields__}
    title = own.pop("title", f"{body or ''}{year}年法治政府建设年度报告")
    facts = Facts(title=title, report_year=year, issuing_body=body, **own)
    rules = {"issuing_body": rule, "title": "h1", "report_year": "title"}
    evidence = tuple(
        Evidence(
            field=name, value=str(value), rule=rules.get(name, "label_line"), raw=str(value),
            place_in_page="h1", confidence=confidence_of(name, rules.get(name, "label_line")), chosen=True,
        )
        for name in Facts.__dataclass_fields__
        if (value := getattr(facts, name)) is not None
    )  # fmt: skip
    base = Reading(
        url="", is_report=True, reason=None, facts=facts, text=text, evidence=evidence,
        sections=cut_sections(text), media_type="text/html", rule="container", software="test",
    )  # fmt: skip
    return stamped(replace(base, **more))


def stub(title: str, *links: str, **more: Any) -> Reading:
    """A page that only announces its attachments."""
    page = reading("附件：", title=title, **more)
    found = tuple(Link(url=url, text="附件.pdf") for url in links)
    return replace(page, is_report=False, reason="attachment_only", attachments=found)


@dataclass
class Catalog:
    """A catalog into which sightings are put as events, one harvest after the other."""

    db: Database
    registry: tuple[Portal, ...] = REGISTRY
    harvest: str = ""
    today: str = "2025-06-30"
    _count: itertools.count[int] = field(default_factory=itertools.count)
    _harvests: int = 0

    def begin(self, today: str = "2025-06-30") -> None:
        """A new harvest."""
        self._harvests += 1
        self.harvest, self.today = f"h{self._harvests}", today
        event = HarvestStarted(
            at=self.now(), sequence=0, harvest_id=self.harvest, today=today, mode="auto",
            arguments="{}", software="{}", registry=self.registry,
            portals=tuple(row.portal for row in self.registry),
        )  # fmt: skip
        applying.apply(self.db, event)

    def now(self) -> str:
        """A moment later than all before."""
        number = next(self._count)
        return f"2025-0{self._harvests}-01T{number // 3600:02}:{number // 60 % 60:02}:{number % 60:02}.000000Z"

    def see(self, url: str, held: Reading | None, portal: str = "qingshi", **more: Any) -> str:
        """An answer; without a reading it is a 404, or the outcome that is given. Gives the request's id."""
        number = next(self._count)
        kind, outcome = (
            more.pop("kind", "article"),
            more.pop("outcome", "fetched" if held else "http_error:404"),
        )
        refers_to = more.pop("refers_to", None)
        request, at = f"q{number:06}", self.now()
        capture = Capture(
            capture_id=f"{request}.1", request_id=request, url=url, captured_at=at, http_status=200,
            media_type="text/html", payload_digest=None, warc_file="w", warc_offset=number,
            warc_length=1, record_type="revisit" if refers_to else "response", refers_to=refers_to,
        )  # fmt: skip
        applying.apply(
            self.db, Captured(at=at, sequence=number, harvest_id=self.harvest, capture=capture)
        )
        ended = RequestEnded(
            at=at, sequence=number, request_id=request, harvest_id=self.harvest, portal=portal,
            method="GET", url=url, body_sha256=None, kind=kind, via=more.pop("via", None),
            planned=number, attempts=1, outcome=outcome, http_status=200, started_at=at, ended_at=at,
            capture_id=capture.capture_id,
        )  # fmt: skip
        applying.apply(self.db, ended)
        if held is not None:
            put_reading(self.db, capture.capture_id, request, portal, replace(held, url=url))
        return request

    def end(self) -> None:
        """Settle, and end the harvest."""
        self.db.conn.commit()
        settle(self.db, self.harvest)
        event = HarvestEnded(
            at=self.now(),
            sequence=9,
            harvest_id=self.harvest,
            status="complete",
            exit_code=0,
            verdict="{}",
        )
        applying.apply(self.db, event)
        self.db.conn.commit()

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What a query gives."""
        found: list[tuple[Any, ...]] = self.db.execute(sql).fetchall()
        return found


def catalog(folder: Path) -> Catalog:
    """An empty catalog with its first harvest begun."""
    made = Catalog(open_catalog(folder / "corpus.db", create=True))
    made.begin()
    return made


def assert_sound(found: Catalog) -> None:
    """Every fact has its one chosen evidence, every evidence its place, every report one canonical place."""
    for fact in FACTS:
        wrong = found.rows(
            f"SELECT r.report_id, r.{fact} FROM reports r WHERE (r.{fact} IS NOT NULL) <> "
            f"(SELECT COUNT(*) FROM evidence e WHERE e.version_id = r.report_id || '@' || r.version "
            f"AND e.field = '{fact}' AND e.chosen = 1 AND (e.value = r.{fact} OR e.value = CAST(r.{fact} AS TEXT)))"
        )
        assert not wrong, fact
    unplaced = (
        "SELECT evidence_id FROM evidence WHERE start IS NULL AND COALESCE(place_in_page, '') = ''"
    )
    assert not found.rows(unplaced)
    assert (
        found.rows(
            "SELECT report_id, COUNT(*) FROM places WHERE canonical GROUP BY 1 HAVING COUNT(*) <> 1"
        )
        == []
    )
