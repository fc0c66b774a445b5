-- What can happen, by name.
CREATE TABLE event_kinds (
    id TEXT NOT NULL,
    code TEXT NOT NULL UNIQUE,
    names TEXT NOT NULL,
    PRIMARY KEY (id)
);

-- What happened: to everybody at an organisation and below it, to those of them who service a product, or to one person.
CREATE TABLE events (
    id TEXT NOT NULL,
    kind_id TEXT NOT NULL REFERENCES event_kinds,
    happened_on DATE NOT NULL,
    organisation_id TEXT NOT NULL REFERENCES organisations,
    product_id TEXT REFERENCES products,
    person_id TEXT REFERENCES people,
    note TEXT NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    recorded_by TEXT,
    updated_at TIMESTAMP NOT NULL,
    withdrawn_at TIMESTAMP,
    withdrawn_by TEXT,
    PRIMARY KEY (id)
);
CREATE INDEX events_by_kind_id ON events (kind_id);
CREATE INDEX events_by_organisation_id ON events (organisation_id);
CREATE INDEX events_by_product_id ON events (product_id);
CREATE INDEX events_by_person_id ON events (person_id);
