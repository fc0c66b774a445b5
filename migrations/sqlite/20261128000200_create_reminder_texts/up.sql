-- Texts that administrators wrote for reminders: for a requirement, a branch, both or everybody, each in one language. What is empty is
-- inherited.
CREATE TABLE reminder_texts (
    id TEXT NOT NULL,
    audience TEXT NOT NULL,
    requirement_id TEXT REFERENCES requirements,
    organisation_id TEXT REFERENCES organisations,
    language TEXT NOT NULL,
    subject TEXT,
    opening TEXT,
    closing TEXT,
    updated_at TIMESTAMP NOT NULL,
    revision INTEGER NOT NULL,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX reminder_texts_by_place ON reminder_texts (audience, language, COALESCE(requirement_id, ''), COALESCE(organisation_id, ''));
