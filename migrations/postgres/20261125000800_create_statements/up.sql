CREATE TABLE statements (
    id TEXT COLLATE "C" NOT NULL,
    stored_at TIMESTAMP NOT NULL,
    "timestamp" TIMESTAMP NOT NULL,
    person_id TEXT COLLATE "C" REFERENCES people,
    verb TEXT NOT NULL,
    activity TEXT NOT NULL,
    registration_id TEXT COLLATE "C",
    attempt_id TEXT COLLATE "C",
    body TEXT NOT NULL,
    voided BOOLEAN NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX statements_by_stored_at ON statements (stored_at);
CREATE INDEX statements_by_registration_id ON statements (registration_id);
CREATE INDEX statements_by_person_id ON statements (person_id);
