-- What articles no longer say becomes searchable: the lines of a version that the next one has not.

CREATE TABLE former_lines (
    id INTEGER PRIMARY KEY REFERENCES versions(id) ON DELETE CASCADE,   -- the version that had them, the last to do so
    article_id INTEGER NOT NULL REFERENCES articles(id),
    text TEXT NOT NULL
);
CREATE INDEX idx_former_lines_article ON former_lines(article_id);

CREATE VIRTUAL TABLE articles_fts_former USING fts5 (
    text, content='former_lines', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
);
CREATE TRIGGER articles_fts_former_insert AFTER INSERT ON former_lines BEGIN
    INSERT INTO articles_fts_former (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER articles_fts_former_delete AFTER DELETE ON former_lines BEGIN
    INSERT INTO articles_fts_former (articles_fts_former, rowid, text) VALUES ('delete', old.id, old.text);
END;
CREATE TRIGGER articles_fts_former_update AFTER UPDATE OF text ON former_lines BEGIN
    INSERT INTO articles_fts_former (articles_fts_former, rowid, text) VALUES ('delete', old.id, old.text);
    INSERT INTO articles_fts_former (rowid, text) VALUES (new.id, new.text);
END;

-- The writer says the same, for one article: archive.tables.history.
INSERT INTO former_lines (id, article_id, text)
SELECT id, article_id, text FROM (
    SELECT former.id, former.article_id, govnews_former_lines(former.article, next.article) AS text
    FROM versions AS former
    JOIN versions AS next ON next.article_id = former.article_id AND next.number = former.number + 1
) WHERE text IS NOT NULL;
