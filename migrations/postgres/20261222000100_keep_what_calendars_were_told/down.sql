ALTER TABLE session_parts DROP COLUMN told_sequence;
