-- Files that go with a workshop, or with one session of it. Whoever takes one away leaves its row, which says so.
CREATE TABLE material_files (
    id TEXT COLLATE "C" NOT NULL,
    workshop_id TEXT COLLATE "C" NOT NULL REFERENCES workshops,
    session_id TEXT COLLATE "C" REFERENCES sessions,
    file_id TEXT COLLATE "C" NOT NULL REFERENCES stored_files,
    added_at TIMESTAMP NOT NULL,
    added_by TEXT COLLATE "C" NOT NULL,
    removed_at TIMESTAMP,
    removed_by TEXT COLLATE "C",
    PRIMARY KEY (id)
);
CREATE INDEX material_files_by_workshop_id ON material_files (workshop_id);
CREATE INDEX material_files_by_session_id ON material_files (session_id);
CREATE INDEX material_files_by_file_id ON material_files (file_id);
