CREATE TABLE organisations (
    id TEXT COLLATE "C" NOT NULL,
    external_id TEXT NOT NULL UNIQUE,
    parent_id TEXT COLLATE "C" REFERENCES organisations,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    path TEXT COLLATE "C" NOT NULL UNIQUE,
    since_on DATE,
    reminders_since_on DATE,
    archived_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    revision INTEGER NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX organisations_by_parent_id ON organisations (parent_id);

CREATE TABLE locations (
    id TEXT COLLATE "C" NOT NULL,
    organisation_id TEXT COLLATE "C" NOT NULL REFERENCES organisations,
    name TEXT NOT NULL,
    main BOOLEAN NOT NULL,
    country TEXT NOT NULL,
    city TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    street TEXT NOT NULL,
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    time_zone TEXT NOT NULL,
    languages TEXT NOT NULL,
    opening_hours TEXT,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX locations_by_organisation_id ON locations (organisation_id);
CREATE UNIQUE INDEX locations_by_organisation_id_main ON locations (organisation_id) WHERE main;

CREATE TABLE services (
    id TEXT COLLATE "C" NOT NULL,
    code TEXT NOT NULL UNIQUE,
    names TEXT NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE location_services (
    location_id TEXT COLLATE "C" NOT NULL REFERENCES locations,
    service_id TEXT COLLATE "C" NOT NULL REFERENCES services,
    PRIMARY KEY (location_id, service_id)
);

CREATE TABLE job_roles (
    id TEXT COLLATE "C" NOT NULL,
    code TEXT NOT NULL UNIQUE,
    names TEXT NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE works_for (
    id TEXT COLLATE "C" NOT NULL,
    organisation_id TEXT COLLATE "C" NOT NULL REFERENCES organisations,
    for_organisation_id TEXT COLLATE "C" NOT NULL REFERENCES organisations,
    from_on DATE NOT NULL,
    to_on DATE,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX works_for_by_organisation_id ON works_for (organisation_id);
CREATE INDEX works_for_by_for_organisation_id ON works_for (for_organisation_id);

CREATE TABLE works_for_services (
    works_for_id TEXT COLLATE "C" NOT NULL REFERENCES works_for,
    service_id TEXT COLLATE "C" NOT NULL REFERENCES services,
    PRIMARY KEY (works_for_id, service_id)
);
