ALTER TABLE notices DROP COLUMN asked_by;
