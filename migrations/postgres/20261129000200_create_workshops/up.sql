-- What is taught in a room or live: the offer, with its rules for seats.
CREATE TABLE workshops (
    id TEXT COLLATE "C" NOT NULL,
    organisation_id TEXT COLLATE "C" NOT NULL REFERENCES organisations,
    course_id TEXT COLLATE "C" NOT NULL REFERENCES courses,
    languages TEXT NOT NULL,
    least_people INTEGER NOT NULL,
    most_people INTEGER NOT NULL,
    material TEXT,
    approval_steps INTEGER NOT NULL,
    approval_days INTEGER NOT NULL,
    cancel_days INTEGER NOT NULL,
    share_percent INTEGER,
    release_days INTEGER NOT NULL,
    offer_hours INTEGER NOT NULL,
    stop_hours INTEGER NOT NULL,
    warn_days INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    revision INTEGER NOT NULL,
    archived_at TIMESTAMP,
    PRIMARY KEY (id)
);
CREATE INDEX workshops_by_organisation_id ON workshops (organisation_id);
CREATE INDEX workshops_by_course_id ON workshops (course_id);

-- A dated run of a workshop, or one that has no date yet.
CREATE TABLE sessions (
    id TEXT COLLATE "C" NOT NULL,
    workshop_id TEXT COLLATE "C" NOT NULL REFERENCES workshops,
    state TEXT NOT NULL,
    language TEXT NOT NULL,
    place TEXT,
    address TEXT,
    directions TEXT,
    online_url TEXT,
    time_zone TEXT NOT NULL,
    seats INTEGER NOT NULL,
    starts_at TIMESTAMP,
    ends_at TIMESTAMP,
    next_at TIMESTAMP,
    warned_at TIMESTAMP,
    reason TEXT,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    revision INTEGER NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX sessions_by_workshop_id ON sessions (workshop_id);
CREATE INDEX sessions_by_starts_at ON sessions (starts_at);
CREATE INDEX sessions_by_next_at ON sessions (next_at);

-- When a session takes place; the identifier and the count of changes stay with a part, as calendars ask (RFC 5545).
CREATE TABLE session_parts (
    id TEXT COLLATE "C" NOT NULL,
    session_id TEXT COLLATE "C" NOT NULL REFERENCES sessions,
    starts_at TIMESTAMP NOT NULL,
    ends_at TIMESTAMP NOT NULL,
    sequence INTEGER NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX session_parts_by_session_id ON session_parts (session_id);

-- Who teaches: one of ours, or a name.
CREATE TABLE session_trainers (
    id TEXT COLLATE "C" NOT NULL,
    session_id TEXT COLLATE "C" NOT NULL REFERENCES sessions,
    person_id TEXT COLLATE "C" REFERENCES people,
    name TEXT NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX session_trainers_by_session_id ON session_trainers (session_id);
CREATE INDEX session_trainers_by_person_id ON session_trainers (person_id);

-- A claim to a seat, of a person or of a partner who names somebody later. What happened to it is only ever added beside it.
CREATE TABLE bookings (
    id TEXT COLLATE "C" NOT NULL,
    session_id TEXT COLLATE "C" NOT NULL REFERENCES sessions,
    person_id TEXT COLLATE "C" REFERENCES people,
    organisation_id TEXT COLLATE "C" NOT NULL REFERENCES organisations,
    unit_id TEXT COLLATE "C" NOT NULL REFERENCES organisations,
    status TEXT NOT NULL,
    approvals INTEGER NOT NULL,
    queued_at TIMESTAMP NOT NULL,
    booked_by TEXT COLLATE "C" NOT NULL REFERENCES people,
    name_by TIMESTAMP,
    due_at TIMESTAMP,
    updated_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX bookings_by_session_id_person_id_live ON bookings (session_id, person_id) WHERE ended_at IS NULL;
CREATE INDEX bookings_by_session_id ON bookings (session_id);
CREATE INDEX bookings_by_person_id ON bookings (person_id);
CREATE INDEX bookings_by_organisation_id ON bookings (organisation_id);
CREATE INDEX bookings_by_unit_id ON bookings (unit_id);
CREATE INDEX bookings_by_booked_by ON bookings (booked_by);

CREATE TABLE booking_events (
    id TEXT COLLATE "C" NOT NULL,
    booking_id TEXT COLLATE "C" NOT NULL REFERENCES bookings,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    at TIMESTAMP NOT NULL,
    by_id TEXT COLLATE "C",
    person_id TEXT COLLATE "C" REFERENCES people,
    reason TEXT,
    PRIMARY KEY (id)
);
CREATE INDEX booking_events_by_booking_id ON booking_events (booking_id);
CREATE INDEX booking_events_by_person_id ON booking_events (person_id);
