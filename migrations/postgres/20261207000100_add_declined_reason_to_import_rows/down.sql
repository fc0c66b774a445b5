ALTER TABLE import_rows DROP COLUMN declined_reason;
