"""What the sample is made of: reports, the pages that show them, columns, portals and the world."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["number", "title", "addressee", "h1", "h2", "p", "sign", "date", "cc", "table"]
Style = Literal["p", "br", "mso", "div"]


@dataclass(frozen=True, kw_only=True)
class Block:
    """One line of a document, or a data table."""

    role: Role
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()

    def lines(self) -> tuple[str, ...]:
        """The block as the corpus is to hold it: table cells joined by tabs."""
        if self.role == "table":
            return tuple("\t".join(row) for row in self.rows)
        return (self.text,)


@dataclass(frozen=True, kw_only=True)
class Government:
    """An invented government, and the words its documents use for itself."""

    name: str
    """Full name of the unit, as in the region table: 青石县."""
    region: str
    shown: str
    """As its full name is customarily written: a district with its city (临溪市云渡区)."""
    mark: str
    """Organ code of its document numbers: 青政."""
    parent: str
    """Name of the government above, or 国务院."""
    cited: str
    """Organ code of the documents it cites."""

    @property
    def unit(self) -> str:
        """The kind of unit, the last character of its name."""
        return self.name[-1]

    @property
    def body(self) -> str:
        """The government's full name."""
        return f"{self.shown}人民政府"


@dataclass(frozen=True, kw_only=True)
class Report:
    """One issuing body's report for one year, as its document shows it."""

    body: str
    region: str
    department: str | None
    year: int
    title: str
    inner_title: str | None = None
    number: str | None = None
    number_in_text: bool = False
    signed: str | None = None
    """ISO date that the document or its table shows; None where none is shown."""
    blocks: tuple[Block, ...] = ()

    @property
    def identity(self) -> str:
        """The body that the report is counted under."""
        return self.body.rpartition(" ")[2]

    @property
    def text(self) -> str:
        """The report's text in the corpus."""
        return "\n".join(line for block in self.blocks for line in block.lines())


@dataclass(frozen=True, kw_only=True)
class Item:
    """One article of a portal: a report's place, or a near miss."""

    key: str
    """Unique in its portal and the same in every round."""
    serial: int
    """The number that stands in its address."""
    title: str
    published: str
    """ISO date that list and article show."""
    clock: str = "09:12:30"
    source: str = ""
    style: Style = "p"
    blocks: tuple[Block, ...] = ()
    report: Report | None = None
    index_number: str | None = None
    generated: str | None = None
    attachment: Literal["pdf", "docx"] | None = None
    """The document itself is only in this attachment; the page holds a line or two."""
    notice: str = ""
    """What the page says above the attachment's link."""
    repost: bool = False
    labelled_signed: bool = False
    """The metadata table shows 成文日期."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """A list of articles, newest first."""

    name: str
    slug: str
    serial: int
    items: tuple[Item, ...]
    empty: str = ""
    """What an empty column says: 暂无信息."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of the registry that a portal gives rise to."""

    portal: str
    name: str
    region: str
    column: str | None
    """Slug of the report column written as `lists`; None: to be found from the home page."""
    since: int
    home_column: str | None = None
    """Slug of the column that serves as this row's home page; None: the portal's own."""


@dataclass(frozen=True, kw_only=True)
class SamplePortal:
    """A website: who speaks, in which shape, on which address."""

    portal: str
    government: Government
    site_name: str
    shape: str
    address: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    site_code: str
    round: int
    validators: Literal["etag", "last-modified", "none"] = "none"
    chunked: bool = False
    robots: str | None = None
    """Body of robots.txt; None: there is none (404)."""
    traits: tuple[str, ...] = ()
    """Traps that the shape is to set."""
    fault: str | None = None
    """What is wrong with the whole portal, by its name in `fault_table`."""

    def column(self, slug: str) -> Column:
        """The column of that slug."""
        return next(column for column in self.columns if column.slug == slug)


@dataclass(frozen=True, kw_only=True)
class World:
    """All portals of one round."""

    name: str
    round: int
    seed: int
    bank: str
    today: str
    """The date that a harvest of this round is meant to run on, ISO."""
    portals: tuple[SamplePortal, ...]
