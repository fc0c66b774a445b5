ALTER TABLE mails ADD COLUMN text_body TEXT NOT NULL DEFAULT '';
ALTER TABLE mails ADD COLUMN html_body TEXT NOT NULL DEFAULT '';
UPDATE mails SET
    text_body = (SELECT mail_bodies.text_body FROM mail_bodies WHERE mail_bodies.mail_id = mails.id),
    html_body = (SELECT mail_bodies.html_body FROM mail_bodies WHERE mail_bodies.mail_id = mails.id);
DROP TABLE mail_bodies;
