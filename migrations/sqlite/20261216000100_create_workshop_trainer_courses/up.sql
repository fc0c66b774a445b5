-- What somebody must hold to teach a workshop: valid evidence of each of these courses on every day of a session.
CREATE TABLE workshop_trainer_courses (
    workshop_id TEXT NOT NULL REFERENCES workshops,
    course_id TEXT NOT NULL REFERENCES courses,
    PRIMARY KEY (workshop_id, course_id)
);
