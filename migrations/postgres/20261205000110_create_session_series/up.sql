-- A rule (RFC 5545) by which a session was repeated, the day from which it counts, and the days that were left out.
CREATE TABLE session_series (
    id TEXT COLLATE "C" NOT NULL,
    workshop_id TEXT COLLATE "C" NOT NULL REFERENCES workshops,
    rule TEXT COLLATE "C" NOT NULL,
    starts_on DATE NOT NULL,
    time_zone TEXT COLLATE "C" NOT NULL,
    left_out TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX session_series_by_workshop_id ON session_series (workshop_id);

-- Which sessions belong to it, and on which of its days each was planned.
CREATE TABLE series_sessions (
    session_id TEXT COLLATE "C" NOT NULL REFERENCES sessions,
    series_id TEXT COLLATE "C" NOT NULL REFERENCES session_series,
    planned_on DATE NOT NULL,
    PRIMARY KEY (session_id)
);
CREATE INDEX series_sessions_by_series_id ON series_sessions (series_id);
