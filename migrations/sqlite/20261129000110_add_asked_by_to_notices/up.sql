-- Who asked for a notice by hand; none: a step of the ladder.
ALTER TABLE notices ADD COLUMN asked_by TEXT;
