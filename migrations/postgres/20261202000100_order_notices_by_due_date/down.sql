DROP INDEX notices_by_key_standing;
CREATE UNIQUE INDEX notices_by_key_standing ON notices (person_id, requirement_id, due_on, step_offset, recipient_id) WHERE fate <> 'withdrawn';
