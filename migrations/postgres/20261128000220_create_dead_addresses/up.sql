-- Addresses from which a mail came back for good. It counts as long as the person has this very address.
CREATE TABLE dead_addresses (
    person_id TEXT COLLATE "C" NOT NULL REFERENCES people,
    address TEXT COLLATE "C" NOT NULL,
    since_at TIMESTAMP NOT NULL,
    status TEXT COLLATE "C",
    reason TEXT NOT NULL,
    mail_id TEXT COLLATE "C" REFERENCES mails,
    PRIMARY KEY (person_id)
);
