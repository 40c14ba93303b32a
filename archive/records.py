"""The nouns of Fazhi: one frozen dataclass for what passes between two stages, from registry row to report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["province", "prefecture", "county", "township", "department", "zone"]
Kind = Literal["robots", "home", "hub", "list", "data", "article", "attachment", "search", "render"]
Provenance = Literal["portal", "other_gov", "congress", "press", "copy"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Portal:
    """One row of the registry: a government's website and the body whose coverage it answers for."""

    portal: str
    name: str
    region: str
    home: str
    family: str | None = None
    lists: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    render: Literal["always", "never"] | None = None
    delay: float | None = None
    """Seconds between two requests to a host of this portal; None: the setting DOWNLOAD_DELAY."""
    since: int | None = None
    until: str | None = None
    expect_min: int | None = None
    enabled: bool = True
    reason: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Ask:
    """What is to be asked of a server: enough to send the request again after a crash."""

    url: str
    method: Literal["GET", "POST"] = "GET"
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ListEntry:
    """One row of a list page: a link, its words (cut short by the list: `truncated`), and the date beside it."""

    url: str
    title: str
    listed_date: str | None = None
    truncated: bool = False
    document_number: str | None = None
    list_url: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """A server's answer as families and discovery read it: decoded text, and where it came from."""

    url: str
    status: int
    text: str
    media_type: str = "text/html"
    rendered: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ListPage:
    """What a family reads off one answer of a column; `total` and `pages` are the pager's own word."""

    entries: tuple[ListEntry, ...]
    next: Ask | None = None
    total: int | None = None
    pages: int | None = None
    guessed: bool = False
    """No pager is shown: `next` is only the name that a second page would have."""
    declared_empty: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Capture:
    """One fetch of one address at one moment (the WARC-Date), and the WARC record that holds it."""

    capture_id: str
    request_id: str
    url: str
    captured_at: str
    http_status: int | None
    media_type: str | None
    payload_digest: str | None
    """sha1:BASE32 of the payload as sent, content coding kept."""
    warc_file: str
    warc_offset: int
    warc_length: int
    record_type: Literal["response", "revisit", "resource"]
    refers_to: str | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """Stored bytes, content coding removed, with all that a reader may know of them (`name`: a file's own): the input of everything in `pipelines`."""

    url: str
    body: bytes
    content_type: str | None = None
    name: str | None = None
    rendered: bool = False
    entry: ListEntry | None = None
    not_after: str | None = None
    """The last day that a date on it can be of; None: not known."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A link inside a page: its absolute address and its words."""

    url: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Label:
    """A labelled value on a page: a cell of the 信息公开 table, a meta tag, a 发布时间：… run."""

    name: str
    """The field's name as this project calls it (`document_number`, `published_date`, …), or the label's own words."""
    raw: str
    rule: str
    place: str
    """Where on the page: a short XPath-like address or `meta[@name='PubDate']`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ExtractedPage:
    """A document page taken apart: its own text, the facts that stand beside it, or the `problem` that kept it from being read."""

    url: str
    text: str
    """LF, one block a line, characters as published; '' where the page has no document."""
    rule: str
    """Which reading gave the text: `container:…`, `trafilatura`, `densest_block`, `embedded`, `attachment:pdf`, `plain`, …"""
    origin: Literal["html", "text", "pdf", "docx", "doc", "ofd", "rtf", "ocr"] = "html"
    encoding: str | None = None
    encoding_rule: str | None = None
    replaced: int = 0
    html_title: str | None = None
    headings: tuple[Label, ...] = ()
    """Title candidates outside the text: h1, .title, ArticleTitle, 名称 cell, best evidence first."""
    labels: tuple[Label, ...] = ()
    attachments: tuple[Link, ...] = ()
    next_parts: tuple[str, ...] = ()
    image_pages: tuple[str, ...] = ()
    breadcrumb: str | None = None
    site_name: str | None = None
    site_code: str | None = None
    flags: tuple[str, ...] = ()
    """`short`, `weak`, `mojibake`, `list_page`, `only_images`, `needs_javascript`, …"""
    ocr_confidence: float | None = None
    problem: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """Why a field has its value: the rule, the words, and where they stand."""

    field: str
    value: str
    rule: str
    raw: str
    start: int | None = None
    """Half-open span in code points: text[start:end] == raw. None where the words stand outside the text."""
    end: int | None = None
    place_in_page: str | None = None
    confidence: float = 0.0
    chosen: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A part of the text under one heading; in order and joined by LF they give the text again."""

    section_id: str
    position: int
    level: int
    """0 before the first heading, 1 for 一、, 2 for （一）, 3 for 1., 4 for （1）."""
    number: str | None
    heading: str | None
    part: Literal["results", "shortcomings", "first_responsible", "plan", "other"] | None
    text: str
    """The section's own lines, heading line included, without its subsections."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """What a document says of itself. None: it does not say, or not without doubt."""

    title: str | None = None
    inner_title: str | None = None
    report_year: int | None = None
    issuing_body: str | None = None
    region: str | None = None
    level: Level | None = None
    document_number: str | None = None
    index_number: str | None = None
    published_date: str | None = None
    signed_date: str | None = None
    generated_date: str | None = None
    addressee: str | None = None
    cc: str | None = None
    printed_by: str | None = None
    printed_date: str | None = None
    responsible_department: str | None = None
    disclosure_form: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """All that is read off one stored page or attachment: a pure function of its bytes and list row."""

    url: str
    is_report: bool
    reason: str | None
    """Why it is no report (`plan`, `notice`, `news`, …); for a report None or a remark; for a stub `attachment_only`."""
    facts: Facts
    text: str
    evidence: tuple[Evidence, ...] = ()
    sections: tuple[Section, ...] = ()
    department: str | None = None
    """Normalised name of the department, township or zone (no place before it); None for a government."""
    candidates: tuple[str, ...] = ()
    """Region codes between which the body's name could not decide."""
    attachments: tuple[Link, ...] = ()
    next_parts: tuple[str, ...] = ()
    media_type: str | None = None
    rule: str | None = None
    origin: str = "html"
    outcome: str = "ok"
    """Attachments: ok, encrypted, corrupt, limit, empty, scan, unsupported. Pages: ok, needs_javascript, soft_404, challenge, login."""
    encoding: str | None = None
    site_code: str | None = None
    flags: tuple[str, ...] = ()
    ocr_confidence: float | None = None
    error: str | None = None
    software: str = ""
    normal_sha256: str = ""
    """Digest of the normalised text (`pipelines.fingerprint`): equal for chrome-only changes."""
    signature: str = ""
    """MinHash of the text's shingles with its parameters, base64; '' for a short text (`pipelines.fingerprint`)."""
