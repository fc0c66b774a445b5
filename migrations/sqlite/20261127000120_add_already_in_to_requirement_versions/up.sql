-- From when a version holds for those to whom the version before it applied; without it from the same day as for newcomers, and anew.
ALTER TABLE requirement_versions ADD COLUMN already_in_on DATE;
