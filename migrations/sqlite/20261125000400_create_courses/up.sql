CREATE TABLE courses (
    id TEXT NOT NULL,
    code TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    created_by TEXT,
    created_at TIMESTAMP NOT NULL,
    archived_at TIMESTAMP,
    PRIMARY KEY (id)
);

CREATE TABLE course_versions (
    id TEXT NOT NULL,
    course_id TEXT NOT NULL REFERENCES courses,
    number INTEGER NOT NULL,
    state TEXT NOT NULL,
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    pass_mark_percent INTEGER,
    attempts_allowed INTEGER,
    change_note TEXT,
    change_kind TEXT,
    created_by TEXT,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    revision INTEGER NOT NULL,
    published_at TIMESTAMP,
    published_by TEXT,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX course_versions_by_course_id_number ON course_versions (course_id, number);
CREATE UNIQUE INDEX course_versions_by_course_id_draft ON course_versions (course_id) WHERE state = 'draft';

CREATE TABLE modules (
    id TEXT NOT NULL,
    version_id TEXT NOT NULL REFERENCES course_versions,
    "key" TEXT NOT NULL,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    document TEXT NOT NULL,
    revision INTEGER NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX modules_by_version_id_key ON modules (version_id, "key");
CREATE INDEX modules_by_version_id_position ON modules (version_id, position);
