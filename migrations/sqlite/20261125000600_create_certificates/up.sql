CREATE TABLE certificates (
    id TEXT NOT NULL,
    number TEXT NOT NULL UNIQUE,
    check_code TEXT NOT NULL UNIQUE,
    evidence_id TEXT NOT NULL UNIQUE REFERENCES evidence,
    person_id TEXT NOT NULL REFERENCES people,
    course_id TEXT NOT NULL REFERENCES courses,
    shown_name TEXT NOT NULL,
    language TEXT NOT NULL,
    issued_at TIMESTAMP NOT NULL,
    file_hash TEXT NOT NULL,
    file_size_bytes BIGINT NOT NULL,
    valid_until DATE,
    revoked_at TIMESTAMP,
    revoked_by TEXT,
    revoked_reason TEXT,
    PRIMARY KEY (id)
);
CREATE INDEX certificates_by_person_id ON certificates (person_id);
