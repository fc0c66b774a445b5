DROP INDEX mails_by_state_urgency_not_before_id;
CREATE INDEX mails_by_state_urgency_not_before ON mails (state, urgency, not_before);
DROP INDEX mails_by_kind_sent_at;
DROP INDEX mails_by_kind_queued_at;
ALTER TABLE mails DROP COLUMN repeats;
