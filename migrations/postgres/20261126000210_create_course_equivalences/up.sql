-- Dated statements that one course counts for another. Ended by a last day, or withdrawn as a mistake; never deleted.
CREATE TABLE course_equivalences (
    id TEXT COLLATE "C" NOT NULL,
    course_id TEXT COLLATE "C" NOT NULL REFERENCES courses,
    counts_for_id TEXT COLLATE "C" NOT NULL REFERENCES courses,
    extent TEXT NOT NULL,
    both_ways BOOLEAN NOT NULL,
    from_on DATE NOT NULL,
    to_on DATE,
    reason TEXT NOT NULL,
    created_by TEXT COLLATE "C",
    created_at TIMESTAMP NOT NULL,
    withdrawn_by TEXT COLLATE "C",
    withdrawn_at TIMESTAMP,
    withdrawn_reason TEXT,
    PRIMARY KEY (id)
);
CREATE INDEX course_equivalences_by_course_id ON course_equivalences (course_id);
CREATE INDEX course_equivalences_by_counts_for_id ON course_equivalences (counts_for_id);
