ALTER TABLE obligations DROP COLUMN refresher_turn;
