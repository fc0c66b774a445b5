-- Planning asks for what stands about people from a due date on. With the requirement between the two the whole history of everybody was
-- read and passed over, row by row; with the date behind the person it stays where it is. The key is the same, so it is still unique.
DROP INDEX notices_by_key_standing;
CREATE UNIQUE INDEX notices_by_key_standing ON notices (person_id, due_on, requirement_id, step_offset, recipient_id) WHERE fate <> 'withdrawn';
