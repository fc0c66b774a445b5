-- A correction of a file can be declined by itself: why what is on record stays.
ALTER TABLE import_rows ADD COLUMN declined_reason TEXT;
