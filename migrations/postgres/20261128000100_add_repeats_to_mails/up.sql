-- How often a mail was handed over anew without anybody knowing whether it had arrived before: each is a possible double.
ALTER TABLE mails ADD COLUMN repeats INTEGER NOT NULL DEFAULT 0;
-- Mails of the last days, by when they were queued and when they left: who has had one today.
CREATE INDEX mails_by_kind_queued_at ON mails (kind, queued_at);
CREATE INDEX mails_by_kind_sent_at ON mails (kind, sent_at);
-- The next mail to leave, without sorting however many wait for the same instant.
DROP INDEX mails_by_state_urgency_not_before;
CREATE INDEX mails_by_state_urgency_not_before_id ON mails (state, urgency, not_before, id);
