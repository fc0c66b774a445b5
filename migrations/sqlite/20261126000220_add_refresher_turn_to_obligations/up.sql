-- Which list of refreshers it is the turn of, from 0, where a requirement has them take turns.
ALTER TABLE obligations ADD COLUMN refresher_turn INTEGER;
