CREATE TABLE calendar_feeds_narrower (
    person_id TEXT NOT NULL REFERENCES people,
    token_hash TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    last_read_at TIMESTAMP,
    PRIMARY KEY (person_id),
    UNIQUE (token_hash)
);
INSERT INTO calendar_feeds_narrower (person_id, token_hash, created_at, last_read_at)
    SELECT person_id, token_hash, created_at, last_read_at FROM calendar_feeds WHERE kind = 'own';
DROP TABLE calendar_feeds;
ALTER TABLE calendar_feeds_narrower RENAME TO calendar_feeds;
