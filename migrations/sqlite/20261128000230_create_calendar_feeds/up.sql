-- The secret address of somebody's calendar; only its hash is kept. A new one takes the place of the old one.
CREATE TABLE calendar_feeds (
    person_id TEXT NOT NULL REFERENCES people,
    token_hash TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    last_read_at TIMESTAMP,
    PRIMARY KEY (person_id),
    UNIQUE (token_hash)
);
