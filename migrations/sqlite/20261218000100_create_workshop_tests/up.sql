-- The final test that whoever attended a workshop must also pass before that is evidence: a course with a pass mark, passed at most so many
-- days before the session begins and so many days after it.
CREATE TABLE workshop_tests (
    workshop_id TEXT NOT NULL REFERENCES workshops,
    course_id TEXT NOT NULL REFERENCES courses,
    before_days INTEGER NOT NULL,
    after_days INTEGER NOT NULL,
    PRIMARY KEY (workshop_id)
);
CREATE INDEX workshop_tests_by_course_id ON workshop_tests (course_id);

-- What a closing asked of somebody who attended: which test, on which days it counts, and the pass by which attending became evidence.
CREATE TABLE asked_tests (
    result_id TEXT NOT NULL REFERENCES attendance_results,
    course_id TEXT NOT NULL REFERENCES courses,
    from_on DATE NOT NULL,
    to_on DATE NOT NULL,
    told BOOLEAN NOT NULL,
    pass_id TEXT REFERENCES evidence,
    PRIMARY KEY (result_id)
);
CREATE INDEX asked_tests_by_course_id ON asked_tests (course_id);
CREATE INDEX asked_tests_by_pass_id ON asked_tests (pass_id);
