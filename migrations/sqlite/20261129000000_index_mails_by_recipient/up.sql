-- What waits for somebody is asked for every recipient of a run, while tens of thousands of mails wait for others: state and recipient in one
-- index, since either alone has all of those read.
DROP INDEX mails_by_recipient_id;
CREATE INDEX mails_by_recipient_id_state ON mails (recipient_id, state);
