DELETE FROM calendar_feeds WHERE kind <> 'own';
ALTER TABLE calendar_feeds DROP CONSTRAINT calendar_feeds_pkey;
ALTER TABLE calendar_feeds DROP COLUMN subject_id;
ALTER TABLE calendar_feeds DROP COLUMN kind;
ALTER TABLE calendar_feeds ADD PRIMARY KEY (person_id);
