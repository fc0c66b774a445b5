ALTER TABLE obligations DROP COLUMN own_end_on;
