ALTER TABLE import_rows DROP COLUMN kept;
ALTER TABLE imports DROP COLUMN count_kept;
