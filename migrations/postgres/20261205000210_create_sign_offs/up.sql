-- What somebody must have shown with their own hands before attendance makes it evidence. Once something was entered of an item its words stay.
CREATE TABLE sign_off_items (
    id TEXT COLLATE "C" NOT NULL,
    workshop_id TEXT COLLATE "C" NOT NULL REFERENCES workshops,
    place INTEGER NOT NULL,
    words TEXT NOT NULL,
    required BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL,
    archived_at TIMESTAMP,
    PRIMARY KEY (id)
);
CREATE INDEX sign_off_items_by_workshop_id ON sign_off_items (workshop_id);

-- What was entered of a booking and an item; only ever added.
CREATE TABLE sign_off_entries (
    id TEXT COLLATE "C" NOT NULL,
    session_id TEXT COLLATE "C" NOT NULL REFERENCES sessions,
    booking_id TEXT COLLATE "C" NOT NULL REFERENCES bookings,
    item_id TEXT COLLATE "C" NOT NULL REFERENCES sign_off_items,
    done BOOLEAN NOT NULL,
    remark TEXT,
    witness TEXT,
    reason TEXT,
    at TIMESTAMP NOT NULL,
    by_id TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX sign_off_entries_by_session_id ON sign_off_entries (session_id);
CREATE INDEX sign_off_entries_by_booking_id ON sign_off_entries (booking_id);
CREATE INDEX sign_off_entries_by_item_id ON sign_off_entries (item_id);

CREATE TABLE sign_off_photos (
    id TEXT COLLATE "C" NOT NULL,
    entry_id TEXT COLLATE "C" NOT NULL REFERENCES sign_off_entries,
    file_id TEXT COLLATE "C" NOT NULL REFERENCES stored_files,
    PRIMARY KEY (id)
);
CREATE INDEX sign_off_photos_by_entry_id ON sign_off_photos (entry_id);
CREATE INDEX sign_off_photos_by_file_id ON sign_off_photos (file_id);
