-- The first schema. Ids of captures and runs count up in the order of the WARC records; every other id is
-- derived from what the row is (archive.identity.stable_id), so that a rebuild gives the same ones.

CREATE TABLE sites (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    title TEXT,
    country TEXT,
    language TEXT,
    home_url TEXT,
    rights TEXT,
    licence TEXT,
    verified TEXT,                  -- when the profile was last checked against the live site, or NULL: never
    profile TEXT NOT NULL,          -- the profile in force, TOML
    profile_sha256 TEXT NOT NULL,
    last_crawled TEXT
);

CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    site TEXT NOT NULL REFERENCES sites(name),
    started TEXT NOT NULL,
    finished TEXT,                  -- NULL while it runs, or when it was killed
    outcome TEXT,                   -- finished, failed, interrupted; NULL while it runs
    reason TEXT,
    discovered INTEGER NOT NULL DEFAULT 0,
    fetched INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0,
    new INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL DEFAULT 0,
    moved INTEGER NOT NULL DEFAULT 0,
    gone INTEGER NOT NULL DEFAULT 0,
    blocked INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0,
    parser_version TEXT,
    warc_file TEXT
);
CREATE INDEX idx_runs_site ON runs(site, started);

CREATE TABLE articles (
    id INTEGER PRIMARY KEY,         -- from the first URL key
    site TEXT NOT NULL REFERENCES sites(name),
    url TEXT NOT NULL,
    url_key TEXT NOT NULL,          -- the first one; the others are in article_urls
    title TEXT,
    kicker TEXT,
    byline TEXT,
    published TEXT,
    modified TEXT,
    year INTEGER,                   -- of publication, for the facet
    lead TEXT,
    body TEXT,
    captions TEXT,
    language TEXT,
    section TEXT,
    tags TEXT,                      -- JSON array
    status TEXT NOT NULL CHECK (status IN ('live', 'missing', 'gone', 'withheld')),
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,        -- when it was last there
    last_checked TEXT NOT NULL,     -- when it was last looked for
    missing_since TEXT,
    version_count INTEGER NOT NULL DEFAULT 0,
    version_id INTEGER REFERENCES versions(id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX idx_articles_url_key ON articles(url_key);
CREATE INDEX idx_articles_published ON articles(published);
CREATE INDEX idx_articles_site ON articles(site, published);
CREATE INDEX idx_articles_first_seen ON articles(first_seen);
CREATE INDEX idx_articles_status ON articles(status, missing_since);
CREATE INDEX idx_articles_year ON articles(year, published);
CREATE INDEX idx_articles_language ON articles(language, published);

CREATE TABLE captures (
    id INTEGER PRIMARY KEY,
    run_id INTEGER REFERENCES runs(id),
    site TEXT NOT NULL REFERENCES sites(name),
    kind TEXT NOT NULL,             -- what it was asked for as: article, listing, feed, sitemap, robots, …
    url TEXT NOT NULL,
    url_key TEXT NOT NULL,
    requested_url TEXT NOT NULL,    -- the first of the redirects that led here
    fetched_at TEXT NOT NULL,       -- the WARC-Date
    http_status INTEGER NOT NULL,
    outcome TEXT NOT NULL,          -- ok, new, unchanged, changed, moved, missing, gone, soft_404, blocked, failed, redirect
    media_type TEXT,
    encoding TEXT,                  -- the charset that the header names
    sha256 TEXT,                    -- of the payload: the decoded body; of a 304, its original's
    size INTEGER NOT NULL,          -- of the body as served, in bytes
    truncated TEXT,
    redirect_to TEXT,
    warc_file TEXT NOT NULL,
    warc_offset INTEGER NOT NULL,
    warc_length INTEGER NOT NULL,
    record TEXT NOT NULL CHECK (record IN ('response', 'revisit')),
    original_id INTEGER REFERENCES captures(id),    -- a revisit's capture with the bytes
    article_id INTEGER REFERENCES articles(id),
    content_sha256 TEXT,            -- of the article that today's parser reads in it
    coverage REAL,
    UNIQUE (warc_file, warc_offset)
);
CREATE INDEX idx_captures_article ON captures(article_id, fetched_at);
CREATE INDEX idx_captures_url_key ON captures(url_key, fetched_at);
CREATE INDEX idx_captures_sha256 ON captures(sha256);
CREATE INDEX idx_captures_run ON captures(run_id);
CREATE INDEX idx_captures_site ON captures(site);

CREATE TABLE versions (
    id INTEGER PRIMARY KEY,         -- the id of its first capture
    article_id INTEGER NOT NULL REFERENCES articles(id),
    number INTEGER NOT NULL,
    capture_id INTEGER NOT NULL REFERENCES captures(id),
    seen_at TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    content_sha256 TEXT NOT NULL,
    parser_version TEXT NOT NULL,
    article TEXT NOT NULL,          -- the whole Article, JSON
    UNIQUE (article_id, number)
);
CREATE INDEX idx_versions_seen_at ON versions(seen_at);
CREATE INDEX idx_versions_changed ON versions(seen_at) WHERE number > 1;

CREATE TABLE article_urls (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles(id),
    url TEXT NOT NULL,
    url_key TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('requested', 'final', 'canonical', 'alias')),
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    UNIQUE (article_id, url, role)
);
CREATE INDEX idx_article_urls_url_key ON article_urls(url_key);

CREATE TABLE figures (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles(id),
    position INTEGER NOT NULL,
    image_url TEXT,
    alt TEXT,
    caption TEXT,
    credit TEXT,
    capture_id INTEGER REFERENCES captures(id),     -- the archive's copy of the picture
    UNIQUE (article_id, position)
);

CREATE TABLE contact_blocks (
    id INTEGER PRIMARY KEY,
    heading TEXT,
    scope TEXT NOT NULL CHECK (scope IN ('article', 'site'))
);

CREATE TABLE contact_entries (
    id INTEGER PRIMARY KEY,
    contact_block_id INTEGER NOT NULL REFERENCES contact_blocks(id),
    position INTEGER NOT NULL,
    label TEXT,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    normalized TEXT,
    UNIQUE (contact_block_id, position)
);
CREATE INDEX idx_contact_entries_normalized ON contact_entries(normalized);

CREATE TABLE article_contact_blocks (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles(id),
    contact_block_id INTEGER NOT NULL REFERENCES contact_blocks(id),
    position INTEGER NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    UNIQUE (article_id, contact_block_id)
);
CREATE INDEX idx_article_contact_blocks_block ON article_contact_blocks(contact_block_id);

CREATE TABLE authors (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

CREATE TABLE article_authors (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles(id),
    author_id INTEGER NOT NULL REFERENCES authors(id),
    position INTEGER NOT NULL,
    UNIQUE (article_id, author_id)
);
CREATE INDEX idx_article_authors_author ON article_authors(author_id);

CREATE TABLE attachments (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles(id),
    position INTEGER NOT NULL,
    url TEXT NOT NULL,
    label TEXT,
    media_type TEXT,
    capture_id INTEGER REFERENCES captures(id),     -- the archive's copy of the document
    UNIQUE (article_id, position)
);

CREATE TABLE links (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles(id),
    kind TEXT NOT NULL CHECK (kind IN ('related', 'translation')),
    position INTEGER NOT NULL,
    url TEXT NOT NULL,
    text TEXT,
    language TEXT,
    UNIQUE (article_id, kind, position)
);

CREATE TABLE urls (
    id INTEGER PRIMARY KEY,
    site TEXT NOT NULL REFERENCES sites(name),
    url TEXT NOT NULL,
    url_key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    article_id INTEGER REFERENCES articles(id),
    found_at TEXT NOT NULL,
    found_on TEXT,                  -- the listing, feed or sitemap
    lastmod TEXT,                   -- as the feed or sitemap says
    etag TEXT,
    last_modified TEXT,
    last_status INTEGER,
    last_fetched TEXT,
    next_check TEXT,
    failures INTEGER NOT NULL DEFAULT 0     -- in a row
);
CREATE INDEX idx_urls_due ON urls(site, next_check);
CREATE INDEX idx_urls_article ON urls(article_id);

CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    object TEXT NOT NULL,
    outcome TEXT NOT NULL,
    detail TEXT,
    site TEXT,
    run_id INTEGER REFERENCES runs(id)
);
CREATE INDEX idx_events_at ON events(at);
CREATE INDEX idx_events_object ON events(object, at);

CREATE VIRTUAL TABLE articles_fts USING fts5 (
    title, lead, body, byline, captions,
    content='articles', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
);
CREATE TRIGGER articles_fts_insert AFTER INSERT ON articles BEGIN
    INSERT INTO articles_fts (rowid, title, lead, body, byline, captions)
    VALUES (new.id, new.title, new.lead, new.body, new.byline, new.captions);
END;
CREATE TRIGGER articles_fts_delete AFTER DELETE ON articles BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, title, lead, body, byline, captions)
    VALUES ('delete', old.id, old.title, old.lead, old.body, old.byline, old.captions);
END;
CREATE TRIGGER articles_fts_update AFTER UPDATE OF title, lead, body, byline, captions ON articles BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, title, lead, body, byline, captions)
    VALUES ('delete', old.id, old.title, old.lead, old.body, old.byline, old.captions);
    INSERT INTO articles_fts (rowid, title, lead, body, byline, captions)
    VALUES (new.id, new.title, new.lead, new.body, new.byline, new.captions);
END;
