-- Sessions of a course that still have a free seat: until when it can be booked, and on which day whoever takes it could have proven the course.
CREATE TABLE session_seats (
    session_id TEXT NOT NULL REFERENCES sessions,
    course_id TEXT NOT NULL REFERENCES courses,
    stops_at TIMESTAMP NOT NULL,
    proves_on DATE NOT NULL,
    PRIMARY KEY (session_id)
);
CREATE INDEX session_seats_by_course_id ON session_seats (course_id);
-- The next run of the sessions that are open writes what is known of theirs.
UPDATE sessions SET next_at = updated_at WHERE state = 'open' AND starts_at IS NOT NULL AND closed_at IS NULL;
