-- What follows a session of a workshop, where it is not as usual: for how many days after closing those who attended may say what they think.
CREATE TABLE workshop_follow_ups (
    workshop_id TEXT COLLATE "C" NOT NULL REFERENCES workshops,
    feedback_days INTEGER NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    revision INTEGER NOT NULL,
    PRIMARY KEY (workshop_id)
);

-- What somebody who attended was asked, and what they answered. Whoever teaches never sees whose answer it is.
CREATE TABLE feedback (
    booking_id TEXT COLLATE "C" NOT NULL REFERENCES bookings,
    session_id TEXT COLLATE "C" NOT NULL REFERENCES sessions,
    attended BOOLEAN NOT NULL,
    asked_at TIMESTAMP NOT NULL,
    answered_at TIMESTAMP,
    content INTEGER,
    trainer INTEGER,
    usefulness INTEGER,
    setting INTEGER,
    recommendation INTEGER,
    comment TEXT,
    PRIMARY KEY (booking_id)
);
CREATE INDEX feedback_by_session_id ON feedback (session_id);
