-- What a rebuild and a recovery lean on: how far each WARC file is taken up, and the profile that was in force.

CREATE TABLE warc_files (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    applied INTEGER NOT NULL        -- every record before this offset has its rows
);

CREATE TABLE profiles (
    id INTEGER PRIMARY KEY,
    site TEXT NOT NULL REFERENCES sites(name),
    sha256 TEXT NOT NULL,
    profile TEXT NOT NULL,          -- TOML
    first_used TEXT NOT NULL,
    UNIQUE (site, sha256)
);

ALTER TABLE runs ADD COLUMN profile_id INTEGER REFERENCES profiles(id);
ALTER TABLE captures ADD COLUMN body_sha256 TEXT;       -- of the body as served; what a revisit record repeats
ALTER TABLE urls ADD COLUMN last_full TEXT;             -- when its whole body came last, not a 304
ALTER TABLE urls ADD COLUMN trouble TEXT;               -- why the last look at it failed, or NULL
ALTER TABLE sites ADD COLUMN moves TEXT NOT NULL DEFAULT '{}';  -- JSON: former address -> present, as they begin
CREATE INDEX idx_captures_original ON captures(original_id);
CREATE INDEX idx_articles_version ON articles(version_id);
