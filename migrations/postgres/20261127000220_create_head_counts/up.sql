-- So many people with a proof at every location that offers one of the services (of none: at every partner's location). Whether it is kept is
-- worked out whenever somebody asks; nothing of it is stored.
CREATE TABLE head_counts (
    id TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    title TEXT NOT NULL,
    requirement_id TEXT COLLATE "C" NOT NULL REFERENCES requirements,
    least INTEGER NOT NULL,
    services TEXT NOT NULL,
    in_force_on DATE NOT NULL,
    retired_on DATE,
    created_by TEXT COLLATE "C",
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (code)
);
