DROP INDEX sign_off_entries_by_course_version_id;
ALTER TABLE sign_off_entries DROP COLUMN course_version_id;
DROP TABLE course_sign_offs;
