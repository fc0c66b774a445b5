-- A record of somebody who has another one: everything it held stands there now, and files that still name it mean the other one.
ALTER TABLE people ADD COLUMN merged_into_id TEXT COLLATE "C";
CREATE INDEX people_by_merged_into_id ON people (merged_into_id);

-- Two people of one name of whom somebody said that they are not the same.
CREATE TABLE people_apart (
    person_id TEXT COLLATE "C" NOT NULL REFERENCES people,
    other_id TEXT COLLATE "C" NOT NULL REFERENCES people,
    decided_by TEXT COLLATE "C",
    decided_at TIMESTAMP NOT NULL,
    PRIMARY KEY (person_id, other_id)
);
