"""Tables and views of what was found: reports, versions, places; the comments are the source of the data dictionary."""

from __future__ import annotations

CORPUS = """
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
    sealed INTEGER NOT NULL,      -- 1: closed and renamed
    rebuilt INTEGER NOT NULL DEFAULT 0, -- 1: listed by a rebuild, which knows nothing of what still waited to be asked
    sha256 TEXT                   -- of the whole sealed file, in hex; NULL while it is open
);
CREATE TABLE owner (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    token TEXT NOT NULL,          -- of the one writer; every commit checks it
    pid INTEGER NOT NULL,
    since TEXT NOT NULL
);
"""

VIEWS = """
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
