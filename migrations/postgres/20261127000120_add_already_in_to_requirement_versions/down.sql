ALTER TABLE requirement_versions DROP COLUMN already_in_on;
