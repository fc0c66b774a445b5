CREATE TABLE duties (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    creditor_id TEXT NOT NULL REFERENCES organisations,
    debtor_id TEXT NOT NULL REFERENCES organisations,
    subject_id TEXT NOT NULL,
    subject_title TEXT NOT NULL,
    course_code TEXT,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX duties_by_kind_creditor_id_subject_id ON duties (kind, creditor_id, subject_id);
CREATE INDEX duties_by_creditor_id ON duties (creditor_id);

-- What happened to a duty is only ever added.
CREATE TABLE duty_events (
    id TEXT NOT NULL,
    duty_id TEXT NOT NULL REFERENCES duties,
    kind TEXT NOT NULL,
    happened_on DATE NOT NULL,
    due_on DATE,
    recorded_at TIMESTAMP NOT NULL,
    recorded_by TEXT,
    means TEXT,
    evidence TEXT,
    remark TEXT,
    revokes_id TEXT REFERENCES duty_events,
    PRIMARY KEY (id)
);
CREATE INDEX duty_events_by_duty_id ON duty_events (duty_id);
