CREATE TABLE evidence (
    id TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES people,
    course_id TEXT NOT NULL REFERENCES courses,
    course_version_id TEXT REFERENCES course_versions,
    proven_on DATE NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    recorded_by TEXT,
    means TEXT NOT NULL,
    strength TEXT NOT NULL,
    note TEXT,
    registration_id TEXT UNIQUE,
    valid_until DATE,
    score_percent INTEGER,
    file_id TEXT REFERENCES stored_files,
    import_id TEXT,
    revoked_at TIMESTAMP,
    revoked_by TEXT,
    revoked_reason TEXT,
    PRIMARY KEY (id)
);
CREATE INDEX evidence_by_person_id_course_id ON evidence (person_id, course_id);
CREATE INDEX evidence_by_course_id ON evidence (course_id);
CREATE INDEX evidence_by_import_id ON evidence (import_id);
CREATE UNIQUE INDEX evidence_by_person_id_course_id_proven_on_means_imported ON evidence (person_id, course_id, proven_on, means) WHERE strength = 'imported_record' AND revoked_at IS NULL;
