DROP INDEX waivers_by_file_id;
DROP INDEX pauses_by_file_id;
ALTER TABLE waivers DROP COLUMN file_id;
ALTER TABLE pauses DROP COLUMN file_id;
