-- The number on the badge that somebody carries, as a scanner types it: without spaces, in capitals, of one person alone.
CREATE TABLE badges (
    person_id TEXT NOT NULL REFERENCES people,
    number TEXT NOT NULL,
    given_at TIMESTAMP NOT NULL,
    PRIMARY KEY (person_id)
);
CREATE UNIQUE INDEX badges_by_number ON badges (number);
