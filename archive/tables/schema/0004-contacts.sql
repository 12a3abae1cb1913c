-- What an article's own contact blocks say becomes searchable: the same text that archive.store writes.

ALTER TABLE articles ADD COLUMN contacts TEXT;

UPDATE articles SET contacts = (
    SELECT group_concat(line, char(10)) FROM (
        SELECT block.key AS block, -1 AS entry, json_extract(block.value, '$.heading') AS line
        FROM versions, json_each(versions.article, '$.contacts') AS block
        WHERE versions.id = articles.version_id AND json_extract(block.value, '$.scope') = 'article' AND line > ''
        UNION ALL
        SELECT block.key, entry.key,
            coalesce(nullif(json_extract(entry.value, '$.label'), '') || ' ', '') || json_extract(entry.value, '$.value')
            || CASE WHEN json_extract(entry.value, '$.normalized') <> json_extract(entry.value, '$.value')
                THEN ' ' || json_extract(entry.value, '$.normalized') ELSE '' END
        FROM versions, json_each(versions.article, '$.contacts') AS block,
            json_each(block.value, '$.entries') AS entry
        WHERE versions.id = articles.version_id AND json_extract(block.value, '$.scope') = 'article'
        ORDER BY 1, 2
    )
);

DROP TRIGGER articles_fts_insert;
DROP TRIGGER articles_fts_delete;
DROP TRIGGER articles_fts_update;
DROP TABLE articles_fts;

CREATE VIRTUAL TABLE articles_fts USING fts5 (
    title, lead, body, byline, captions, contacts,
    content='articles', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
);
CREATE TRIGGER articles_fts_insert AFTER INSERT ON articles BEGIN
    INSERT INTO articles_fts (rowid, title, lead, body, byline, captions, contacts)
    VALUES (new.id, new.title, new.lead, new.body, new.byline, new.captions, new.contacts);
END;
CREATE TRIGGER articles_fts_delete AFTER DELETE ON articles BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, title, lead, body, byline, captions, contacts)
    VALUES ('delete', old.id, old.title, old.lead, old.body, old.byline, old.captions, old.contacts);
END;
CREATE TRIGGER articles_fts_update AFTER UPDATE OF title, lead, body, byline, captions, contacts ON articles BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, title, lead, body, byline, captions, contacts)
    VALUES ('delete', old.id, old.title, old.lead, old.body, old.byline, old.captions, old.contacts);
    INSERT INTO articles_fts (rowid, title, lead, body, byline, captions, contacts)
    VALUES (new.id, new.title, new.lead, new.body, new.byline, new.captions, new.contacts);
END;
INSERT INTO articles_fts (articles_fts) VALUES ('rebuild');
