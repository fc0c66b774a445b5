-- A text may speak of one time of what is owed alone: before its date, in grace, or too late. Null: of any.
ALTER TABLE reminder_texts ADD COLUMN phase TEXT COLLATE "C";
DROP INDEX reminder_texts_by_place;
CREATE UNIQUE INDEX reminder_texts_by_place
    ON reminder_texts (audience, language, COALESCE(phase, ''), COALESCE(requirement_id, ''), COALESCE(organisation_id, ''));
