-- What somebody who is booked needs, in their own words. It goes with the booking, and is not kept once the session is closed.
CREATE TABLE booking_needs (
    booking_id TEXT COLLATE "C" NOT NULL REFERENCES bookings,
    diet TEXT,
    access TEXT,
    said_at TIMESTAMP NOT NULL,
    PRIMARY KEY (booking_id)
);
