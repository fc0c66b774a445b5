DROP TABLE head_count_places;
DROP INDEX duties_by_debtor_id;
ALTER TABLE duties DROP COLUMN breaks_known_on;
ALTER TABLE duties DROP COLUMN breaks_on;
