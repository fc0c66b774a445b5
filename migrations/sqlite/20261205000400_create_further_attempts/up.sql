-- Somebody used all attempts that a course allows, and is given one more with a reason. It counts for the version that it was given for.
CREATE TABLE further_attempts (
    id TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES people,
    course_version_id TEXT NOT NULL REFERENCES course_versions,
    reason TEXT NOT NULL,
    granted_by TEXT NOT NULL,
    granted_at TIMESTAMP NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX further_attempts_by_course_version_id_person_id ON further_attempts (course_version_id, person_id);
CREATE INDEX further_attempts_by_person_id ON further_attempts (person_id);
