-- The document on which a pause or a waiver rests: a medical certificate, a decision of an authority.
ALTER TABLE pauses ADD COLUMN file_id TEXT REFERENCES stored_files;
ALTER TABLE waivers ADD COLUMN file_id TEXT REFERENCES stored_files;
CREATE INDEX pauses_by_file_id ON pauses (file_id);
CREATE INDEX waivers_by_file_id ON waivers (file_id);
