-- Who is taken into a requirement's audience or left out of it by hand, whatever its conditions say.
CREATE TABLE audience_entries (
    id TEXT NOT NULL,
    requirement_id TEXT NOT NULL REFERENCES requirements,
    kind TEXT NOT NULL,
    person_id TEXT REFERENCES people,
    organisation_id TEXT REFERENCES organisations,
    from_on DATE NOT NULL,
    to_on DATE,
    reason TEXT NOT NULL,
    created_by TEXT,
    created_at TIMESTAMP NOT NULL,
    withdrawn_at TIMESTAMP,
    withdrawn_by TEXT,
    PRIMARY KEY (id)
);
CREATE INDEX audience_entries_by_requirement_id ON audience_entries (requirement_id);
CREATE INDEX audience_entries_by_person_id ON audience_entries (person_id);
CREATE INDEX audience_entries_by_organisation_id ON audience_entries (organisation_id);
