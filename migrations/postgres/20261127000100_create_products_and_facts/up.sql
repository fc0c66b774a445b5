-- A small catalogue: product lines (without line_id) and the models that belong to them.
CREATE TABLE products (
    id TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL UNIQUE,
    line_id TEXT COLLATE "C" REFERENCES products,
    names TEXT NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX products_by_line_id ON products (line_id);

-- What a location services, from one day to another.
CREATE TABLE location_products (
    id TEXT COLLATE "C" NOT NULL,
    location_id TEXT COLLATE "C" NOT NULL REFERENCES locations,
    product_id TEXT COLLATE "C" NOT NULL REFERENCES products,
    from_on DATE NOT NULL,
    to_on DATE,
    recorded_at TIMESTAMP NOT NULL,
    recorded_by TEXT COLLATE "C",
    updated_at TIMESTAMP NOT NULL,
    withdrawn_at TIMESTAMP,
    withdrawn_by TEXT COLLATE "C",
    PRIMARY KEY (id)
);
CREATE INDEX location_products_by_location_id ON location_products (location_id);
CREATE INDEX location_products_by_product_id ON location_products (product_id);

-- Facts about organisations with dates, such as their level.
CREATE TABLE organisation_facts (
    id TEXT COLLATE "C" NOT NULL,
    organisation_id TEXT COLLATE "C" NOT NULL REFERENCES organisations,
    name TEXT COLLATE "C" NOT NULL,
    value TEXT COLLATE "C" NOT NULL,
    from_on DATE NOT NULL,
    to_on DATE,
    recorded_at TIMESTAMP NOT NULL,
    recorded_by TEXT COLLATE "C",
    updated_at TIMESTAMP NOT NULL,
    withdrawn_at TIMESTAMP,
    withdrawn_by TEXT COLLATE "C",
    PRIMARY KEY (id)
);
CREATE INDEX organisation_facts_by_organisation_id ON organisation_facts (organisation_id);
