DROP INDEX mails_by_recipient_id_state;
CREATE INDEX mails_by_recipient_id ON mails (recipient_id);
