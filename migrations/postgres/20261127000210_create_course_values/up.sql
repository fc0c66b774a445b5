-- What a course is worth in hours or points from a day on, in hundredths, until a later statement takes its place. One that was a mistake is
-- withdrawn and never held. A piece of evidence may say itself what it is worth.
CREATE TABLE course_values (
    id TEXT COLLATE "C" NOT NULL,
    course_id TEXT COLLATE "C" NOT NULL REFERENCES courses,
    from_on DATE NOT NULL,
    hours_hundredths INTEGER,
    points_hundredths INTEGER,
    reason TEXT NOT NULL,
    created_by TEXT COLLATE "C",
    created_at TIMESTAMP NOT NULL,
    withdrawn_by TEXT COLLATE "C",
    withdrawn_at TIMESTAMP,
    withdrawn_reason TEXT,
    PRIMARY KEY (id)
);
CREATE INDEX course_values_by_course ON course_values (course_id, from_on);
ALTER TABLE evidence ADD COLUMN hours_hundredths INTEGER;
ALTER TABLE evidence ADD COLUMN points_hundredths INTEGER;
