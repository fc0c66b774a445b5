-- What a course asks everybody to show with their own hands, wherever it is taught: every workshop of it asks for it too.
CREATE TABLE course_sign_off_items (
    id TEXT NOT NULL,
    course_id TEXT NOT NULL REFERENCES courses,
    place INTEGER NOT NULL,
    words TEXT NOT NULL,
    required BOOLEAN NOT NULL,
    archived_at TIMESTAMP,
    PRIMARY KEY (id)
);
CREATE INDEX course_sign_off_items_by_course_id ON course_sign_off_items (course_id);

-- The item of the course that a workshop's item stands for; none: the workshop's own.
ALTER TABLE sign_off_items ADD COLUMN course_item_id TEXT REFERENCES course_sign_off_items;
CREATE INDEX sign_off_items_by_course_item_id ON sign_off_items (course_item_id);
