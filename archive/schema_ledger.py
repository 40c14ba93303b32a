"""Tables of what was asked, answered and read; the comments are the source of the data dictionary."""

from __future__ import annotations

LEDGER = """
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
    reason TEXT,                  -- why it is not asked
    hosts TEXT NOT NULL DEFAULT '[]' -- JSON array: the row's further hosts
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
    context TEXT,                 -- JSON: state of the walk or discovery while it waits; then the list row that led to it
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
    reports INTEGER NOT NULL,     -- report titles on its first page
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
