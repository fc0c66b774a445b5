-- A mail address that somebody gave themself and that nobody has confirmed yet. It takes the place of the one that it was asked instead of;
-- where somebody else has set another meanwhile, nothing comes of it.
CREATE TABLE address_changes (
    person_id TEXT COLLATE "C" NOT NULL REFERENCES people,
    address TEXT NOT NULL,
    address_key TEXT NOT NULL,
    instead_of TEXT,
    token_hash TEXT NOT NULL UNIQUE,
    asked_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    PRIMARY KEY (person_id)
);
