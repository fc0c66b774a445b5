-- Addresses from which a mail came back for good. It counts as long as the person has this very address.
CREATE TABLE dead_addresses (
    person_id TEXT NOT NULL REFERENCES people,
    address TEXT NOT NULL,
    since_at TIMESTAMP NOT NULL,
    status TEXT,
    reason TEXT NOT NULL,
    mail_id TEXT REFERENCES mails,
    PRIMARY KEY (person_id)
);
