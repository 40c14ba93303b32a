"""The catalog's schema, as steps that are applied in order.

Every table but `warc_files`, `owner` and the open rows of `requests` is rebuilt from warc/ alone.
Comments in the statements are the source of the data dictionary (docs/data-dictionary.md).
"""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database, Migrations

from archive.errors import SchemaMismatch

SCHEMA_VERSION = 1

migrations = Migrations("fazhi")

_LEDGER = """
CREATE TABLE portals (
    portal TEXT PRIMARY KEY,      -- id of the registry row
    name TEXT NOT NULL,           -- the body whose coverage the row answers for
    region TEXT NOT NULL,         -- GB/T 2260 code
    home TEXT NOT NULL,           -- home page
    family TEXT,                  -- kind of platform; NULL: recognised from the page
    lists TEXT NOT NULL,          -- JSON array: report columns given by the registry
    since INTEGER,                -- first report year that is expected; NULL: 2016 or the earliest found
    until TEXT,                   -- date after which another row takes over
    expect_min INTEGER,           -- fewest reports that a healthy harvest knows of
    enabled INTEGER NOT NULL,     -- 0: not asked
    reason TEXT                   -- why it is not asked
);
CREATE TABLE harvests (
    harvest_id TEXT PRIMARY KEY,  -- start time and eight random digits, unique across archives
    started_at TEXT NOT NULL,     -- UTC
    ended_at TEXT,                -- UTC; NULL while running
    today TEXT NOT NULL,          -- the civil date that drives schedules and due dates
    mode TEXT NOT NULL,           -- auto, quick or full
    arguments TEXT NOT NULL,      -- JSON object: as given on the command line
    status TEXT NOT NULL,         -- running, complete, warnings, incomplete, degraded, no_space, interrupted
    exit_code INTEGER,            -- exit code of the command
    software TEXT NOT NULL,       -- JSON object: versions of rules and libraries
    portals TEXT NOT NULL,        -- JSON array: the portals that this harvest asked
    verdict TEXT                  -- JSON object: counts and reasons behind the status
);
CREATE TABLE requests (
    request_id TEXT PRIMARY KEY,  -- digest of harvest, method, url and body
    harvest_id TEXT NOT NULL REFERENCES harvests(harvest_id),
    portal TEXT NOT NULL,         -- whose frontier it belongs to
    method TEXT NOT NULL,         -- GET or POST
    url TEXT NOT NULL,            -- as asked
    body_sha256 TEXT,             -- of the request body; NULL where there is none
    kind TEXT NOT NULL,           -- robots, home, hub, list, data, article, attachment, search, render
    via TEXT,                     -- the request that led here; NULL: the registry
    attempts INTEGER NOT NULL DEFAULT 0, -- times it was sent
    outcome TEXT,                 -- one named outcome; NULL while it waits in the frontier
    http_status INTEGER,          -- of the last response
    started_at TEXT,              -- UTC, first attempt
    ended_at TEXT,                -- UTC, outcome known
    capture_id TEXT,              -- the capture that answers it
    sequence INTEGER NOT NULL,    -- order of planning within the harvest
    body BLOB,                    -- request body, while it waits
    headers TEXT,                 -- JSON: headers that the answer depends on, while it waits
    context TEXT,                 -- JSON: state of the walk or discovery, while it waits
    not_before INTEGER NOT NULL DEFAULT 0, -- pass in which it is due: 0 the first, 1 the slow second
    detail TEXT                   -- what went wrong, in words
);
CREATE INDEX requests_by_harvest ON requests (harvest_id, portal, outcome);
CREATE INDEX requests_by_url ON requests (url, kind);
CREATE TABLE captures (
    capture_id TEXT PRIMARY KEY,  -- request and number of the exchange
    request_id TEXT NOT NULL REFERENCES requests(request_id),
    url TEXT NOT NULL,            -- target URI
    captured_at TEXT NOT NULL,    -- WARC-Date, UTC
    http_status INTEGER,          -- NULL for a rendered DOM
    media_type TEXT,              -- of the payload, without parameters
    payload_digest TEXT,          -- sha1 of the payload as sent
    warc_file TEXT NOT NULL,      -- file name below warc/
    warc_offset INTEGER NOT NULL, -- of the record's gzip member, bytes
    warc_length INTEGER NOT NULL, -- of the record's gzip member, bytes
    record_type TEXT NOT NULL,    -- response, revisit or resource
    refers_to TEXT,               -- for a revisit: the capture that holds the payload
    etag TEXT,                    -- validator for the next conditional request
    last_modified TEXT            -- validator for the next conditional request
);
CREATE INDEX captures_by_request ON captures (request_id);
CREATE INDEX captures_by_url ON captures (url, captured_at);
CREATE INDEX captures_by_digest ON captures (payload_digest);
CREATE TABLE list_entries (
    request_id TEXT NOT NULL REFERENCES requests(request_id), -- the list page
    position INTEGER NOT NULL,    -- place on that page, from 0
    harvest_id TEXT NOT NULL,
    portal TEXT NOT NULL,
    column_url TEXT,              -- the column
    url TEXT NOT NULL,            -- where the row's link leads
    title TEXT NOT NULL,          -- the link's words
    listed_date TEXT,             -- the date beside it
    truncated INTEGER NOT NULL,   -- 1: the title is cut short
    document_number TEXT,         -- 文号 shown in the row
    PRIMARY KEY (request_id, position)
);
CREATE INDEX list_entries_by_url ON list_entries (url);
CREATE TABLE walks (
    harvest_id TEXT NOT NULL REFERENCES harvests(harvest_id),
    portal TEXT NOT NULL,
    column_url TEXT NOT NULL,     -- first page of the column
    family TEXT,                  -- the family that read it
    mode TEXT NOT NULL,           -- quick or full
    pages INTEGER NOT NULL,       -- list pages read
    rows INTEGER NOT NULL,        -- distinct rows met
    total INTEGER,                -- rows by the pager's own word
    stop_reason TEXT NOT NULL,    -- why the walk ended
    complete INTEGER NOT NULL,    -- 1: proved to have seen the whole column
    declared_empty TEXT,          -- the column's own words that it is empty
    ended_by TEXT NOT NULL,       -- request of the last page
    PRIMARY KEY (harvest_id, portal, column_url)
);
CREATE TABLE columns (
    portal TEXT NOT NULL,
    column_url TEXT NOT NULL,     -- a report column that discovery found
    family TEXT,
    route TEXT NOT NULL,          -- JSON array: the words of the links that led there
    score REAL NOT NULL,
    mixed INTEGER NOT NULL,       -- 1: holds other things than reports
    collects_others INTEGER NOT NULL, -- 1: holds other governments' reports
    found_on TEXT NOT NULL,       -- today of the harvest that found it
    harvest_id TEXT NOT NULL,
    PRIMARY KEY (portal, column_url)
);
CREATE TABLE readings (
    capture_id TEXT PRIMARY KEY REFERENCES captures(capture_id),
    request_id TEXT NOT NULL,
    harvest_id TEXT NOT NULL,
    portal TEXT NOT NULL,
    url TEXT NOT NULL,
    is_report INTEGER NOT NULL,
    reason TEXT,                  -- why it is no report
    report_year INTEGER,
    reading TEXT NOT NULL,        -- JSON: facts, evidence, sections, links
    text TEXT NOT NULL,           -- the document's text
    software TEXT NOT NULL        -- rules and extractor that read it
);
CREATE INDEX readings_by_url ON readings (url);
"""

_CORPUS = """
CREATE TABLE reports (
    report_id TEXT PRIMARY KEY,   -- <region>-gov-<year>, <region>-d<8 hex>-<year> or x-<portal>-…
    region TEXT,                  -- code valid on 31 December of the report year
    region_name TEXT,             -- that unit's own name
    region_now TEXT,              -- code of today
    province TEXT, city TEXT, county TEXT, -- full names
    level TEXT,                   -- province, prefecture, county, township, department, zone
    issuing_body TEXT,            -- as the document shows it, in the customary full name
    identity_body TEXT NOT NULL,  -- the body that the id was made from
    department TEXT,              -- normalised name of a department, township or zone
    report_year INTEGER,
    title TEXT,
    document_number TEXT,
    index_number TEXT,
    published_date TEXT,          -- earliest among places that are no copies
    signed_date TEXT,
    generated_date TEXT,
    version INTEGER NOT NULL,     -- the current version
    versions INTEGER NOT NULL,
    places INTEGER NOT NULL,
    place_id TEXT,                -- the canonical place
    inputs TEXT NOT NULL,         -- digest of the sightings that the row was settled from
    first_seen TEXT NOT NULL,     -- UTC
    last_seen TEXT NOT NULL       -- UTC
);
CREATE INDEX reports_by_region ON reports (region, report_year);
CREATE TABLE report_aliases (
    old TEXT PRIMARY KEY,         -- an id that was used before
    new TEXT NOT NULL             -- the id that stands for it now
);
CREATE TABLE versions (
    version_id TEXT PRIMARY KEY,  -- <report_id>@<version>
    report_id TEXT NOT NULL REFERENCES reports(report_id),
    version INTEGER NOT NULL,     -- from 1
    text TEXT NOT NULL,           -- LF, characters as published
    text_sha256 TEXT NOT NULL,    -- over the text's UTF-8
    normal_sha256 TEXT NOT NULL,  -- over the normalised text: decides whether a version is new
    characters INTEGER NOT NULL,  -- code points
    title TEXT, inner_title TEXT, issuing_body TEXT, document_number TEXT, index_number TEXT,
    signed_date TEXT, generated_date TEXT, addressee TEXT, cc TEXT, printed_by TEXT, printed_date TEXT,
    responsible_department TEXT, disclosure_form TEXT,
    variant TEXT NOT NULL,        -- text, or committee, congress, superior: to whom this text speaks
    origin TEXT NOT NULL,         -- html, pdf, docx, doc, ofd, rtf, ocr, text
    media_type TEXT,              -- of the record that the text was read from
    ocr_confidence REAL,
    capture_id TEXT NOT NULL,     -- the capture that the text was read from
    first_seen TEXT NOT NULL, last_seen TEXT NOT NULL,
    rule TEXT,                    -- which reading gave the text
    software TEXT NOT NULL,
    UNIQUE (report_id, version)
);
CREATE INDEX versions_by_text ON versions (text_sha256);
CREATE TABLE places (
    place_id TEXT PRIMARY KEY,    -- digest of the canonical address
    report_id TEXT NOT NULL REFERENCES reports(report_id),
    version INTEGER NOT NULL,     -- the version last seen there
    portal TEXT NOT NULL,
    url TEXT NOT NULL,            -- final article address
    canonical INTEGER NOT NULL,   -- 1: the report's own place
    provenance TEXT NOT NULL,     -- portal, other_gov, congress, press, copy
    reason TEXT NOT NULL,         -- why it is this provenance and joins this report
    published_date TEXT,          -- as this place shows it
    first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, -- UTC
    gone_since TEXT               -- UTC of the request that found it gone; NULL: there
);
CREATE INDEX places_by_report ON places (report_id);
CREATE TABLE evidence (
    evidence_id TEXT PRIMARY KEY,
    version_id TEXT NOT NULL REFERENCES versions(version_id),
    place_id TEXT,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    rule TEXT NOT NULL,           -- which rule read it
    raw TEXT NOT NULL,            -- the words
    start INTEGER, "end" INTEGER, -- half-open span in code points of the version's text
    place_in_page TEXT,           -- where, when outside the text
    confidence REAL NOT NULL,     -- 0 to 1
    chosen INTEGER NOT NULL       -- 1: this value is the fact
);
CREATE INDEX evidence_by_version ON evidence (version_id, field);
CREATE TABLE sections (
    version_id TEXT NOT NULL REFERENCES versions(version_id),
    position INTEGER NOT NULL,    -- order in the text
    section_id TEXT NOT NULL,     -- survives rebuilds
    level INTEGER NOT NULL,       -- 0 before the first heading
    number TEXT, heading TEXT,
    part TEXT,                    -- results, shortcomings, first_responsible, plan, other
    text TEXT NOT NULL,           -- joined by LF in order they give the text again
    PRIMARY KEY (version_id, position)
);
CREATE TABLE rejections (
    capture_id TEXT PRIMARY KEY,
    portal TEXT NOT NULL,
    url TEXT NOT NULL,
    title TEXT,
    report_year INTEGER,
    reason TEXT NOT NULL,         -- why the page is no report
    captured_at TEXT NOT NULL,
    text TEXT NOT NULL            -- so that a person can audit
);
CREATE TABLE coverage (
    portal TEXT NOT NULL,
    report_year INTEGER NOT NULL,
    state TEXT NOT NULL,          -- on_time, late, published_date_unknown, declared_empty, not_found_searched, blocked, portal_down, not_yet_due, not_looked
    report_id TEXT,
    published_date TEXT,
    evidence TEXT NOT NULL,       -- JSON array of request or capture ids
    reason TEXT NOT NULL,         -- in words
    harvest_id TEXT,              -- the harvest whose evidence decides
    PRIMARY KEY (portal, report_year)
);
CREATE TABLE changes (
    change_id TEXT PRIMARY KEY,
    at TEXT NOT NULL,             -- UTC of the capture that shows it
    harvest_id TEXT NOT NULL,
    report_id TEXT NOT NULL,
    kind TEXT NOT NULL,           -- new_report, new_version, new_place, gone, back, unconfirmed_edit
    url TEXT NOT NULL,
    detail TEXT NOT NULL,
    evidence TEXT NOT NULL        -- JSON array of request or capture ids
);
CREATE INDEX changes_by_time ON changes (at);
CREATE TABLE warc_files (
    warc_file TEXT PRIMARY KEY,   -- file name below warc/, without .open
    harvest_id TEXT NOT NULL,
    committed INTEGER NOT NULL,   -- bytes that committed rows refer to
    sealed INTEGER NOT NULL       -- 1: closed and renamed
);
CREATE TABLE owner (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    token TEXT NOT NULL,          -- of the one writer; every commit checks it
    pid INTEGER NOT NULL,
    since TEXT NOT NULL
);
"""

_VIEWS = """
CREATE VIEW corpus AS
SELECT r.report_id, r.region, r.region_name, r.region_now, r.province, r.city, r.county, r.level,
       r.issuing_body, r.report_year, r.title, r.document_number, r.index_number, r.published_date,
       r.signed_date, r.generated_date, v.text, v.text_sha256, v.characters, r.version, r.versions,
       r.places, p.portal, p.url, p.provenance, v.media_type, r.first_seen, r.last_seen,
       c.captured_at, c.warc_file, c.warc_offset
FROM reports r
JOIN versions v ON v.report_id = r.report_id AND v.version = r.version
LEFT JOIN places p ON p.place_id = r.place_id
LEFT JOIN captures c0 ON c0.capture_id = v.capture_id
LEFT JOIN captures c ON c.capture_id = COALESCE(c0.refers_to, c0.capture_id);
CREATE VIEW corpus_versions AS
SELECT r.report_id, r.region, r.level, r.issuing_body, r.report_year, v.version_id, v.version,
       v.title, v.document_number, v.signed_date, v.text, v.text_sha256, v.characters, v.variant,
       v.first_seen AS version_first_seen, v.last_seen AS version_last_seen,
       p.place_id, p.portal, p.url, p.canonical, p.provenance, p.reason, p.published_date,
       p.first_seen, p.last_seen, p.gone_since
FROM reports r
JOIN versions v ON v.report_id = r.report_id
LEFT JOIN places p ON p.report_id = r.report_id AND p.version = v.version;
"""


@migrations()
def first_schema(db: Database) -> None:
    """Tables and views as DESIGN fixes them."""
    for part in (_LEDGER, _CORPUS, _VIEWS):
        for statement in part.split(";\n"):
            if statement.strip():
                db.execute(statement)


def open_catalog(path: Path, *, create: bool = False) -> Database:
    """The catalog at `path`, schema checked; with `create`, made or brought up to date.

    Raises SchemaMismatch where the file holds another version's schema.
    """
    db = Database(path)
    db.execute("PRAGMA busy_timeout = 10000")
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    if version > SCHEMA_VERSION or (version < SCHEMA_VERSION and not create):
        db.close()
        raise SchemaMismatch(
            f"{path}: schema version {version}, this Fazhi reads {SCHEMA_VERSION}; "
            "use the Fazhi that wrote it, or make the catalog again: python -m archive rebuild"
        )
    if create:
        db.enable_wal()
        migrations.apply(db)
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    db.execute("PRAGMA synchronous = FULL" if create else "PRAGMA query_only = 0")
    return db
