-- What somebody's calendar program answered to the invitation to a part, and what came of it; only ever added.
CREATE TABLE booking_answers (
    id TEXT COLLATE "C" NOT NULL,
    booking_id TEXT COLLATE "C" NOT NULL REFERENCES bookings,
    part_id TEXT COLLATE "C" NOT NULL,
    answer TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    stamped_at TIMESTAMP NOT NULL,
    received_at TIMESTAMP NOT NULL,
    fate TEXT NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX booking_answers_by_booking_id ON booking_answers (booking_id);
