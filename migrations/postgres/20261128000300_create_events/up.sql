-- What can happen, by name.
CREATE TABLE event_kinds (
    id TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL UNIQUE,
    names TEXT NOT NULL,
    PRIMARY KEY (id)
);

-- What happened: to everybody at an organisation and below it, to those of them who service a product, or to one person.
CREATE TABLE events (
    id TEXT COLLATE "C" NOT NULL,
    kind_id TEXT COLLATE "C" NOT NULL REFERENCES event_kinds,
    happened_on DATE NOT NULL,
    organisation_id TEXT COLLATE "C" NOT NULL REFERENCES organisations,
    product_id TEXT COLLATE "C" REFERENCES products,
    person_id TEXT COLLATE "C" REFERENCES people,
    note TEXT NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    recorded_by TEXT COLLATE "C",
    updated_at TIMESTAMP NOT NULL,
    withdrawn_at TIMESTAMP,
    withdrawn_by TEXT COLLATE "C",
    PRIMARY KEY (id)
);
CREATE INDEX events_by_kind_id ON events (kind_id);
CREATE INDEX events_by_organisation_id ON events (organisation_id);
CREATE INDEX events_by_product_id ON events (product_id);
CREATE INDEX events_by_person_id ON events (person_id);
