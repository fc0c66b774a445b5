-- What a session states: a seat, taken back after the deadline, did not come; in minor units of a currency (ISO 4217). Free where no row is.
CREATE TABLE session_prices (
    session_id TEXT NOT NULL REFERENCES sessions,
    currency TEXT NOT NULL,
    seat_amount BIGINT NOT NULL,
    late_amount BIGINT NOT NULL,
    no_show_amount BIGINT NOT NULL,
    PRIMARY KEY (session_id)
);

-- What its new sessions state.
CREATE TABLE workshop_prices (
    workshop_id TEXT NOT NULL REFERENCES workshops,
    currency TEXT NOT NULL,
    seat_amount BIGINT NOT NULL,
    late_amount BIGINT NOT NULL,
    no_show_amount BIGINT NOT NULL,
    PRIMARY KEY (workshop_id)
);
