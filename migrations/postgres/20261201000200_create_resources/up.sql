-- Rooms and equipment of an organisation, with the minutes that are kept free around every use.
CREATE TABLE resources (
    id TEXT COLLATE "C" NOT NULL,
    organisation_id TEXT COLLATE "C" NOT NULL REFERENCES organisations,
    kind TEXT COLLATE "C" NOT NULL,
    name TEXT NOT NULL,
    address TEXT,
    directions TEXT,
    capacity INTEGER,
    before_minutes INTEGER NOT NULL,
    after_minutes INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    revision INTEGER NOT NULL,
    archived_at TIMESTAMP,
    PRIMARY KEY (id)
);
CREATE INDEX resources_by_organisation_id ON resources (organisation_id);

-- What a session needs of them.
CREATE TABLE session_resources (
    session_id TEXT COLLATE "C" NOT NULL REFERENCES sessions,
    resource_id TEXT COLLATE "C" NOT NULL REFERENCES resources,
    PRIMARY KEY (session_id, resource_id)
);
CREATE INDEX session_resources_by_resource_id ON session_resources (resource_id);

-- Why a session stands although something speaks against its room, its equipment or those who teach.
ALTER TABLE sessions ADD COLUMN clash_reason TEXT;

-- Days on which somebody who teaches is away.
CREATE TABLE trainer_absences (
    id TEXT COLLATE "C" NOT NULL,
    person_id TEXT COLLATE "C" NOT NULL REFERENCES people,
    from_on DATE NOT NULL,
    to_on DATE NOT NULL,
    note TEXT,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX trainer_absences_by_person_id ON trainer_absences (person_id);
