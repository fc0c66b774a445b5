-- A drawn map of a room or of where a session is, one at a time. Whoever takes one away, or puts another in its place, leaves its row,
-- which says so.
CREATE TABLE place_maps (
    id TEXT COLLATE "C" NOT NULL,
    resource_id TEXT COLLATE "C" REFERENCES resources,
    session_id TEXT COLLATE "C" REFERENCES sessions,
    file_id TEXT COLLATE "C" NOT NULL REFERENCES stored_files,
    added_at TIMESTAMP NOT NULL,
    added_by TEXT COLLATE "C" NOT NULL,
    removed_at TIMESTAMP,
    removed_by TEXT COLLATE "C",
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX place_maps_by_resource_id ON place_maps (resource_id) WHERE removed_at IS NULL;
CREATE UNIQUE INDEX place_maps_by_session_id ON place_maps (session_id) WHERE removed_at IS NULL;
CREATE INDEX place_maps_by_file_id ON place_maps (file_id);
