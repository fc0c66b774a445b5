-- Texts that administrators wrote for reminders: for a requirement, a branch, both or everybody, each in one language. What is empty is
-- inherited.
CREATE TABLE reminder_texts (
    id TEXT COLLATE "C" NOT NULL,
    audience TEXT COLLATE "C" NOT NULL,
    requirement_id TEXT COLLATE "C" REFERENCES requirements,
    organisation_id TEXT COLLATE "C" REFERENCES organisations,
    language TEXT COLLATE "C" NOT NULL,
    subject TEXT,
    opening TEXT,
    closing TEXT,
    updated_at TIMESTAMP NOT NULL,
    revision INTEGER NOT NULL,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX reminder_texts_by_place ON reminder_texts (audience, language, COALESCE(requirement_id, ''), COALESCE(organisation_id, ''));
