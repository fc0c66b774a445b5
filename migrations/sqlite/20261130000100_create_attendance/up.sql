-- When one may check in, in minutes before and after a part begins, and how much of the minutes makes a session attended, in per cent.
ALTER TABLE workshops ADD COLUMN early_minutes INTEGER NOT NULL DEFAULT 30;
ALTER TABLE workshops ADD COLUMN late_minutes INTEGER NOT NULL DEFAULT 30;
ALTER TABLE workshops ADD COLUMN least_percent INTEGER NOT NULL DEFAULT 80;

-- When and by whom a session was closed, and when its missing marks were last asked for.
ALTER TABLE sessions ADD COLUMN closed_at TIMESTAMP;
ALTER TABLE sessions ADD COLUMN closed_by TEXT;
ALTER TABLE sessions ADD COLUMN asked_at TIMESTAMP;

-- Who was there at which part; only ever added, under an identifier made where the mark was made.
CREATE TABLE attendance_marks (
    id TEXT NOT NULL,
    session_id TEXT NOT NULL REFERENCES sessions,
    booking_id TEXT NOT NULL REFERENCES bookings,
    part_id TEXT NOT NULL,
    answer TEXT NOT NULL,
    minutes INTEGER,
    from_at TIMESTAMP,
    to_at TIMESTAMP,
    way TEXT NOT NULL,
    made_at TIMESTAMP NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    by_id TEXT,
    reason TEXT,
    PRIMARY KEY (id)
);
CREATE INDEX attendance_marks_by_session_id ON attendance_marks (session_id);
CREATE INDEX attendance_marks_by_booking_id ON attendance_marks (booking_id);

-- Closed, or opened again with its reason; only ever added.
CREATE TABLE session_closings (
    id TEXT NOT NULL,
    session_id TEXT NOT NULL REFERENCES sessions,
    kind TEXT NOT NULL,
    at TIMESTAMP NOT NULL,
    by_id TEXT,
    reason TEXT,
    PRIMARY KEY (id)
);
CREATE INDEX session_closings_by_session_id ON session_closings (session_id);

-- What a closing came to for each booking, and the evidence that it made.
CREATE TABLE attendance_results (
    id TEXT NOT NULL,
    closing_id TEXT NOT NULL REFERENCES session_closings,
    booking_id TEXT NOT NULL REFERENCES bookings,
    outcome TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    of_minutes INTEGER NOT NULL,
    evidence_id TEXT REFERENCES evidence,
    PRIMARY KEY (id)
);
CREATE INDEX attendance_results_by_closing_id ON attendance_results (closing_id);
CREATE INDEX attendance_results_by_booking_id ON attendance_results (booking_id);
CREATE INDEX attendance_results_by_evidence_id ON attendance_results (evidence_id);
