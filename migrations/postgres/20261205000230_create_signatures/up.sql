-- That somebody signed for a part, drawn on the screen or by name; only ever added.
CREATE TABLE attendance_signatures (
    id TEXT COLLATE "C" NOT NULL,
    session_id TEXT COLLATE "C" NOT NULL REFERENCES sessions,
    booking_id TEXT COLLATE "C" NOT NULL REFERENCES bookings,
    part_id TEXT COLLATE "C" NOT NULL,
    name TEXT,
    file_id TEXT COLLATE "C" REFERENCES stored_files,
    at TIMESTAMP NOT NULL,
    by_id TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX attendance_signatures_by_session_id ON attendance_signatures (session_id);
CREATE INDEX attendance_signatures_by_booking_id ON attendance_signatures (booking_id);
CREATE INDEX attendance_signatures_by_file_id ON attendance_signatures (file_id);
