ALTER TABLE sessions DROP COLUMN longitude;
ALTER TABLE sessions DROP COLUMN latitude;
ALTER TABLE resources DROP COLUMN longitude;
ALTER TABLE resources DROP COLUMN latitude;
