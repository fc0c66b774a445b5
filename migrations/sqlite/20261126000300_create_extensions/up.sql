-- Somebody asks for more time for an obligation; whoever may excuse people answers. An answer is never changed; a further request is a new row.
CREATE TABLE extensions (
    id TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES people,
    requirement_id TEXT NOT NULL REFERENCES requirements,
    state TEXT NOT NULL,
    due_on DATE NOT NULL,
    until_on DATE NOT NULL,
    reason TEXT NOT NULL,
    asked_by TEXT NOT NULL REFERENCES people,
    asked_at TIMESTAMP NOT NULL,
    answered_by TEXT,
    answered_at TIMESTAMP,
    answered_until_on DATE,
    answer_reason TEXT,
    waiver_id TEXT REFERENCES waivers,
    PRIMARY KEY (id)
);
-- One request of each obligation waits at a time.
CREATE UNIQUE INDEX extensions_by_obligation_waiting ON extensions (person_id, requirement_id) WHERE state = 'asked';
CREATE INDEX extensions_by_state ON extensions (state, id);
