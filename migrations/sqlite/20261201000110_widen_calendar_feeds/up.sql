-- A person may have several calendars: one's own dates, what one teaches, what one's people are booked in; of a room too.
CREATE TABLE calendar_feeds_wider (
    person_id TEXT NOT NULL REFERENCES people,
    kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    last_read_at TIMESTAMP,
    PRIMARY KEY (person_id, kind, subject_id),
    UNIQUE (token_hash)
);
INSERT INTO calendar_feeds_wider (person_id, kind, subject_id, token_hash, created_at, last_read_at)
    SELECT person_id, 'own', '', token_hash, created_at, last_read_at FROM calendar_feeds;
DROP TABLE calendar_feeds;
ALTER TABLE calendar_feeds_wider RENAME TO calendar_feeds;
