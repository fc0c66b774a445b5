-- Mails that somebody does not want any more; nobody can choose away what tells of a duty.
CREATE TABLE mail_choices (
    person_id TEXT COLLATE "C" NOT NULL REFERENCES people,
    kind TEXT COLLATE "C" NOT NULL,
    unsubscribed_at TIMESTAMP NOT NULL,
    PRIMARY KEY (person_id, kind)
);

-- What somebody was told once and is not told again: the overview of a week, a step before the manufacturer's own duty. Without a mail where
-- there was nothing to say.
CREATE TABLE announcements (
    id TEXT COLLATE "C" NOT NULL,
    recipient_id TEXT COLLATE "C" NOT NULL REFERENCES people,
    subject TEXT COLLATE "C" NOT NULL,
    told_at TIMESTAMP NOT NULL,
    mail_id TEXT COLLATE "C" REFERENCES mails,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX announcements_by_recipient_id_subject ON announcements (recipient_id, subject);

-- Under which name mails go to the people of a branch, and where answers go.
CREATE TABLE mail_senders (
    organisation_id TEXT COLLATE "C" NOT NULL REFERENCES organisations,
    from_name TEXT,
    reply_to TEXT,
    updated_at TIMESTAMP NOT NULL,
    PRIMARY KEY (organisation_id)
);
