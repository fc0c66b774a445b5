CREATE TABLE settings (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    PRIMARY KEY (name)
);

CREATE TABLE jobs (
    id TEXT COLLATE "C" NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    unique_key TEXT,
    state TEXT NOT NULL,
    run_at TIMESTAMP NOT NULL,
    attempts INTEGER NOT NULL,
    claimed_by TEXT,
    claimed_until TIMESTAMP,
    fence INTEGER NOT NULL,
    last_error TEXT,
    created_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    PRIMARY KEY (id)
);
CREATE INDEX jobs_by_state_run_at ON jobs (state, run_at);
CREATE UNIQUE INDEX jobs_by_kind_unique_key_waiting ON jobs (kind, unique_key) WHERE state = 'waiting';

CREATE TABLE stored_files (
    id TEXT COLLATE "C" NOT NULL,
    hash TEXT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size_bytes BIGINT NOT NULL,
    purpose TEXT NOT NULL,
    created_by TEXT COLLATE "C",
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX stored_files_by_hash ON stored_files (hash);

CREATE TABLE mails (
    id TEXT COLLATE "C" NOT NULL,
    message_id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    urgency INTEGER NOT NULL,
    recipient_id TEXT COLLATE "C",
    to_name TEXT NOT NULL,
    to_address TEXT NOT NULL,
    language TEXT NOT NULL,
    subject TEXT NOT NULL,
    text_body TEXT NOT NULL,
    html_body TEXT NOT NULL,
    headers TEXT NOT NULL,
    state TEXT NOT NULL,
    queued_at TIMESTAMP NOT NULL,
    not_before TIMESTAMP NOT NULL,
    attempts INTEGER NOT NULL,
    claimed_by TEXT,
    claimed_until TIMESTAMP,
    fence INTEGER NOT NULL,
    last_error TEXT,
    reply TEXT,
    sent_at TIMESTAMP,
    PRIMARY KEY (id)
);
CREATE INDEX mails_by_state_urgency_not_before ON mails (state, urgency, not_before);
CREATE INDEX mails_by_recipient_id ON mails (recipient_id);

CREATE TABLE audit_entries (
    id TEXT COLLATE "C" NOT NULL,
    at TIMESTAMP NOT NULL,
    actor_id TEXT COLLATE "C",
    actor_name TEXT NOT NULL,
    actor_kind TEXT NOT NULL,
    address TEXT,
    request_id TEXT,
    action TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    subject_label TEXT NOT NULL,
    organisation_path TEXT COLLATE "C" NOT NULL,
    before_json TEXT,
    after_json TEXT,
    PRIMARY KEY (id)
);
CREATE INDEX audit_entries_by_at ON audit_entries (at);
CREATE INDEX audit_entries_by_subject_kind_subject_id ON audit_entries (subject_kind, subject_id);
CREATE INDEX audit_entries_by_organisation_path ON audit_entries (organisation_path);
