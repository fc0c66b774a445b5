-- Audit folders: an archive of certificates and tables of one partner or one requirement, built by a job and kept until somebody takes it.
CREATE TABLE audit_folders (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    subject_label TEXT NOT NULL,
    organisation_path TEXT NOT NULL,
    state TEXT NOT NULL,
    people_total INTEGER NOT NULL,
    people_done INTEGER NOT NULL,
    error TEXT,
    file_hash TEXT,
    size_bytes BIGINT,
    asked_by TEXT,
    asked_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    PRIMARY KEY (id)
);
CREATE INDEX audit_folders_by_organisation_path ON audit_folders (organisation_path);
