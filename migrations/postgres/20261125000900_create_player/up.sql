CREATE TABLE registrations (
    id TEXT COLLATE "C" NOT NULL,
    person_id TEXT COLLATE "C" NOT NULL REFERENCES people,
    course_id TEXT COLLATE "C" NOT NULL REFERENCES courses,
    course_version_id TEXT COLLATE "C" NOT NULL REFERENCES course_versions,
    number INTEGER NOT NULL,
    state TEXT NOT NULL,
    language TEXT NOT NULL,
    score_percent INTEGER,
    started_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX registrations_by_person_id_course_version_id_number ON registrations (person_id, course_version_id, number);
CREATE INDEX registrations_by_person_id_state ON registrations (person_id, state);

CREATE TABLE attempts (
    id TEXT COLLATE "C" NOT NULL,
    registration_id TEXT COLLATE "C" NOT NULL REFERENCES registrations,
    module_id TEXT COLLATE "C" NOT NULL REFERENCES modules,
    number INTEGER NOT NULL,
    state TEXT NOT NULL,
    seed BIGINT NOT NULL,
    position INTEGER NOT NULL,
    score_milli INTEGER NOT NULL,
    max_milli INTEGER NOT NULL,
    started_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX attempts_by_registration_id_module_id_number ON attempts (registration_id, module_id, number);

CREATE TABLE answers (
    id TEXT COLLATE "C" NOT NULL,
    attempt_id TEXT COLLATE "C" NOT NULL REFERENCES attempts,
    block_id TEXT NOT NULL,
    event_id TEXT NOT NULL UNIQUE,
    response TEXT NOT NULL,
    correct BOOLEAN NOT NULL,
    score_milli INTEGER NOT NULL,
    max_milli INTEGER NOT NULL,
    answered_at TIMESTAMP NOT NULL,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX answers_by_attempt_id_block_id ON answers (attempt_id, block_id);
