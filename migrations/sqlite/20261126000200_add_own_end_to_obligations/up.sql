-- The own end of the evidence in force, such as the last day of a welding certificate.
ALTER TABLE obligations ADD COLUMN own_end_on DATE;
-- Evidence with an own end counts by it from now on: whoever has such is assessed anew by the next run.
UPDATE obligations SET next_change_at = assessed_at
WHERE person_id IN (SELECT person_id FROM evidence WHERE valid_until IS NOT NULL);
