-- What somebody decided about a due date that cannot be kept, so that a recalculation does not bring the question back.
CREATE TABLE exception_decisions (
    id TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES people,
    requirement_id TEXT NOT NULL REFERENCES requirements,
    why TEXT NOT NULL,
    due_on DATE NOT NULL,
    decision TEXT NOT NULL,
    until_on DATE,
    reason TEXT NOT NULL,
    decided_by TEXT,
    decided_at TIMESTAMP NOT NULL,
    waiver_id TEXT REFERENCES waivers,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX exception_decisions_by_obligation ON exception_decisions (person_id, requirement_id, due_on);
