-- Which count of changes of a part the calendars of those who are booked have heard of; -1: of none.
ALTER TABLE session_parts ADD COLUMN told_sequence INTEGER NOT NULL DEFAULT 0;
UPDATE session_parts SET told_sequence = sequence;
