ALTER TABLE evidence DROP COLUMN points_hundredths;
ALTER TABLE evidence DROP COLUMN hours_hundredths;
DROP TABLE course_values;
