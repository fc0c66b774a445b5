DROP TABLE attendance_results;
DROP TABLE session_closings;
DROP TABLE attendance_marks;
ALTER TABLE sessions DROP COLUMN asked_at;
ALTER TABLE sessions DROP COLUMN closed_by;
ALTER TABLE sessions DROP COLUMN closed_at;
ALTER TABLE workshops DROP COLUMN least_percent;
ALTER TABLE workshops DROP COLUMN late_minutes;
ALTER TABLE workshops DROP COLUMN early_minutes;
