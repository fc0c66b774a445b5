CREATE TABLE statements (
    id TEXT NOT NULL,
    stored_at TIMESTAMP NOT NULL,
    "timestamp" TIMESTAMP NOT NULL,
    person_id TEXT REFERENCES people,
    verb TEXT NOT NULL,
    activity TEXT NOT NULL,
    registration_id TEXT,
    attempt_id TEXT,
    body TEXT NOT NULL,
    voided BOOLEAN NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX statements_by_stored_at ON statements (stored_at);
CREATE INDEX statements_by_registration_id ON statements (registration_id);
CREATE INDEX statements_by_person_id ON statements (person_id);
