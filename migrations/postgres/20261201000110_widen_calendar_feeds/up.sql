-- A person may have several calendars: one's own dates, what one teaches, what one's people are booked in; of a room too.
ALTER TABLE calendar_feeds ADD COLUMN kind TEXT COLLATE "C" NOT NULL DEFAULT 'own';
ALTER TABLE calendar_feeds ADD COLUMN subject_id TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE calendar_feeds ALTER COLUMN kind DROP DEFAULT;
ALTER TABLE calendar_feeds ALTER COLUMN subject_id DROP DEFAULT;
ALTER TABLE calendar_feeds DROP CONSTRAINT calendar_feeds_pkey;
ALTER TABLE calendar_feeds ADD PRIMARY KEY (person_id, kind, subject_id);
