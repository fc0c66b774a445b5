-- A document of somebody else is handed in for a person; whoever may record evidence recognises it or declines. What was answered is never
-- changed; the evidence that a recognition makes is a row of its own.
CREATE TABLE documents (
    id TEXT COLLATE "C" NOT NULL,
    person_id TEXT COLLATE "C" NOT NULL REFERENCES people,
    state TEXT NOT NULL,
    title TEXT NOT NULL,
    issuer TEXT,
    issued_on DATE NOT NULL,
    valid_until DATE,
    requirement_id TEXT COLLATE "C" REFERENCES requirements,
    course_id TEXT COLLATE "C" REFERENCES courses,
    note TEXT,
    file_id TEXT COLLATE "C" NOT NULL REFERENCES stored_files,
    handed_in_by TEXT COLLATE "C" NOT NULL REFERENCES people,
    handed_in_at TIMESTAMP NOT NULL,
    answered_by TEXT COLLATE "C",
    answered_at TIMESTAMP,
    answer_reason TEXT,
    evidence_id TEXT COLLATE "C" REFERENCES evidence,
    PRIMARY KEY (id)
);
CREATE INDEX documents_by_state ON documents (state, id);
CREATE INDEX documents_by_person ON documents (person_id, id);
CREATE INDEX documents_by_hand ON documents (handed_in_by, id);
