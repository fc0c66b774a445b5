-- Counts the changes of what a course asks everybody to show, so that of two who change it at once the second is told.
CREATE TABLE course_sign_offs (
    course_id TEXT COLLATE "C" NOT NULL REFERENCES courses,
    updated_at TIMESTAMP NOT NULL,
    revision INTEGER NOT NULL,
    PRIMARY KEY (course_id)
);

-- For which version of the course something was shown: the one that was published then. None: there was none.
ALTER TABLE sign_off_entries ADD COLUMN course_version_id TEXT COLLATE "C" REFERENCES course_versions;
CREATE INDEX sign_off_entries_by_course_version_id ON sign_off_entries (course_version_id);
UPDATE sign_off_entries
   SET course_version_id = (
       SELECT course_versions.id
         FROM sessions
         JOIN workshops ON workshops.id = sessions.workshop_id
         JOIN course_versions ON course_versions.course_id = workshops.course_id
        WHERE sessions.id = sign_off_entries.session_id AND course_versions.published_at <= sign_off_entries.at
        ORDER BY course_versions.number DESC
        LIMIT 1);
