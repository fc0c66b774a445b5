-- A part that was removed without a word, and is still in the calendar of whoever has this booking; gone once that calendar is told.
CREATE TABLE owed_withdrawals (
    id TEXT COLLATE "C" NOT NULL,
    booking_id TEXT COLLATE "C" NOT NULL REFERENCES bookings,
    part_id TEXT COLLATE "C" NOT NULL,
    starts_at TIMESTAMP NOT NULL,
    ends_at TIMESTAMP NOT NULL,
    time_zone TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX owed_withdrawals_by_booking_id ON owed_withdrawals (booking_id);
