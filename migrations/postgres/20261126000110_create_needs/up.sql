CREATE TABLE training_needs (
    id TEXT COLLATE "C" NOT NULL,
    organisation_id TEXT COLLATE "C" NOT NULL REFERENCES organisations,
    asked_by TEXT COLLATE "C" NOT NULL REFERENCES people,
    asked_at TIMESTAMP NOT NULL,
    course_id TEXT COLLATE "C" REFERENCES courses,
    topic TEXT,
    people_count INTEGER NOT NULL,
    wanted_by_on DATE,
    place TEXT,
    language TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX training_needs_by_organisation_id ON training_needs (organisation_id);

CREATE TABLE training_need_people (
    need_id TEXT COLLATE "C" NOT NULL REFERENCES training_needs,
    person_id TEXT COLLATE "C" NOT NULL REFERENCES people,
    PRIMARY KEY (need_id, person_id)
);

CREATE TABLE training_need_joins (
    id TEXT COLLATE "C" NOT NULL,
    need_id TEXT COLLATE "C" NOT NULL REFERENCES training_needs,
    organisation_id TEXT COLLATE "C" NOT NULL REFERENCES organisations,
    people_count INTEGER NOT NULL,
    joined_by TEXT COLLATE "C" NOT NULL REFERENCES people,
    joined_at TIMESTAMP NOT NULL,
    left_at TIMESTAMP,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX training_need_joins_by_need_id_organisation_id_standing ON training_need_joins (need_id, organisation_id) WHERE left_at IS NULL;

CREATE TABLE training_need_events (
    id TEXT COLLATE "C" NOT NULL,
    need_id TEXT COLLATE "C" NOT NULL REFERENCES training_needs,
    kind TEXT NOT NULL,
    at TIMESTAMP NOT NULL,
    by_id TEXT COLLATE "C",
    organisation_id TEXT COLLATE "C",
    answer TEXT,
    held_on DATE,
    course_id TEXT COLLATE "C" REFERENCES courses,
    remark TEXT,
    PRIMARY KEY (id)
);
CREATE INDEX training_need_events_by_need_id ON training_need_events (need_id);
