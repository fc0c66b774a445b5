DELETE FROM calendar_feeds WHERE kind = 'room';
DROP TABLE trainer_absences;
ALTER TABLE sessions DROP COLUMN clash_reason;
DROP TABLE session_resources;
DROP TABLE resources;
