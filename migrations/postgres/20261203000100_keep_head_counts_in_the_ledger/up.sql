-- Of a duty that is kept every day: the day on which that ends, as far as is known, and the day on which it became known.
ALTER TABLE duties ADD COLUMN breaks_on DATE;
ALTER TABLE duties ADD COLUMN breaks_known_on DATE;
CREATE INDEX duties_by_debtor_id ON duties (debtor_id);

-- A head count at a location: what the duty of kind head_count is about.
CREATE TABLE head_count_places (
    id TEXT NOT NULL,
    head_count_id TEXT NOT NULL REFERENCES head_counts,
    location_id TEXT NOT NULL REFERENCES locations,
    PRIMARY KEY (id),
    UNIQUE (head_count_id, location_id)
);
CREATE INDEX head_count_places_by_location_id ON head_count_places (location_id);
