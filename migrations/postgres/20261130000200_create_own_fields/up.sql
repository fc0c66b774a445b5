-- What a manufacturer wants to know beyond what everybody has: of people, whose facts stand here, and of organisations, whose facts have a
-- table of their own (organisation_facts, by name).
CREATE TABLE own_fields (
    id TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL UNIQUE,
    subject TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    titles TEXT NOT NULL,
    choices TEXT NOT NULL,
    filled_by TEXT COLLATE "C" NOT NULL,
    created_by TEXT COLLATE "C",
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    archived_at TIMESTAMP,
    archived_by TEXT COLLATE "C",
    revision INTEGER NOT NULL,
    PRIMARY KEY (id)
);

-- Facts about people with dates; their names are codes of own_fields.
CREATE TABLE person_facts (
    id TEXT COLLATE "C" NOT NULL,
    person_id TEXT COLLATE "C" NOT NULL REFERENCES people,
    name TEXT COLLATE "C" NOT NULL,
    value TEXT COLLATE "C" NOT NULL,
    from_on DATE NOT NULL,
    to_on DATE,
    recorded_at TIMESTAMP NOT NULL,
    recorded_by TEXT COLLATE "C",
    updated_at TIMESTAMP NOT NULL,
    withdrawn_at TIMESTAMP,
    withdrawn_by TEXT COLLATE "C",
    PRIMARY KEY (id)
);
CREATE INDEX person_facts_by_person_id ON person_facts (person_id);
