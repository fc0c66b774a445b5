-- What a meeting provider told of a live session: who came and who left. Each event once, by the provider's own number; gone when the session
-- is closed, since it is in the marks by then.
CREATE TABLE meeting_events (
    id TEXT COLLATE "C" NOT NULL,
    session_id TEXT COLLATE "C" NOT NULL REFERENCES sessions,
    number TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    presence TEXT COLLATE "C" NOT NULL,
    name TEXT NOT NULL,
    email TEXT,
    at TIMESTAMP NOT NULL,
    received_at TIMESTAMP NOT NULL,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX meeting_events_by_session_id_number ON meeting_events (session_id, number);
