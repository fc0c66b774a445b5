CREATE TABLE notices (
    id TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES people,
    requirement_id TEXT NOT NULL REFERENCES requirements,
    due_on DATE NOT NULL,
    step_offset INTEGER,
    recipient_id TEXT NOT NULL REFERENCES people,
    role TEXT NOT NULL,
    fate TEXT NOT NULL,
    step_on DATE NOT NULL,
    decided_at TIMESTAMP NOT NULL,
    mail_id TEXT REFERENCES mails,
    reason TEXT,
    resolved_at TIMESTAMP,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX notices_by_key_standing ON notices (person_id, requirement_id, due_on, step_offset, recipient_id) WHERE fate <> 'withdrawn';
CREATE UNIQUE INDEX notices_by_release_standing ON notices (person_id, requirement_id, due_on, recipient_id) WHERE step_offset IS NULL AND fate <> 'withdrawn';
CREATE INDEX notices_by_mail_id ON notices (mail_id);
CREATE INDEX notices_by_recipient_id ON notices (recipient_id);
CREATE INDEX notices_by_fate_decided_at ON notices (fate, decided_at);

CREATE TABLE country_calendars (
    country TEXT NOT NULL,
    weekend TEXT NOT NULL,
    PRIMARY KEY (country)
);

CREATE TABLE holidays (
    country TEXT NOT NULL,
    falls_on DATE NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (country, falls_on)
);
