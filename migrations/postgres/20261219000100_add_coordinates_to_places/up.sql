-- Where on the earth a room is, and a session: degrees north and east (WGS 84), both or none.
ALTER TABLE resources ADD COLUMN latitude DOUBLE PRECISION;
ALTER TABLE resources ADD COLUMN longitude DOUBLE PRECISION;
ALTER TABLE sessions ADD COLUMN latitude DOUBLE PRECISION;
ALTER TABLE sessions ADD COLUMN longitude DOUBLE PRECISION;
