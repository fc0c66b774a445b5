DROP TABLE people_apart;
DROP INDEX people_by_merged_into_id;
ALTER TABLE people DROP COLUMN merged_into_id;
