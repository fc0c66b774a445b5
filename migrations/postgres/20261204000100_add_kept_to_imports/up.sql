-- What a file says and an import passes over because the partner's own entry stays.
ALTER TABLE imports ADD COLUMN count_kept INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import_rows ADD COLUMN kept TEXT;
