DROP INDEX reminder_texts_by_place;
DELETE FROM reminder_texts WHERE phase IS NOT NULL;
ALTER TABLE reminder_texts DROP COLUMN phase;
CREATE UNIQUE INDEX reminder_texts_by_place ON reminder_texts (audience, language, COALESCE(requirement_id, ''), COALESCE(organisation_id, ''));
