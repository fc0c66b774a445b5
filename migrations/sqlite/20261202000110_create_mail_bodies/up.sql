-- The words of a mail stand apart from its place in the queue: a place changes at every claim and every record, and with the words beside it
-- ten kilobytes were written anew each time, and read by whoever only asked which mails are on their way.
CREATE TABLE mail_bodies (
    mail_id TEXT NOT NULL REFERENCES mails,
    text_body TEXT NOT NULL,
    html_body TEXT NOT NULL,
    -- An invitation or its withdrawal (iCalendar).
    calendar TEXT,
    PRIMARY KEY (mail_id)
);
INSERT INTO mail_bodies (mail_id, text_body, html_body) SELECT id, text_body, html_body FROM mails;
ALTER TABLE mails DROP COLUMN text_body;
ALTER TABLE mails DROP COLUMN html_body;
