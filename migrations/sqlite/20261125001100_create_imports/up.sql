CREATE TABLE imports (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    file_name TEXT NOT NULL,
    file_hash TEXT NOT NULL,
    encoding TEXT NOT NULL,
    delimiter TEXT NOT NULL,
    state TEXT NOT NULL,
    options TEXT NOT NULL,
    mapping TEXT NOT NULL,
    header TEXT NOT NULL,
    rows_total INTEGER NOT NULL,
    rows_done INTEGER NOT NULL,
    count_new INTEGER NOT NULL,
    count_changed INTEGER NOT NULL,
    count_unchanged INTEGER NOT NULL,
    count_refused INTEGER NOT NULL,
    count_leavers INTEGER NOT NULL,
    error TEXT,
    created_by TEXT,
    created_at TIMESTAMP NOT NULL,
    checked_at TIMESTAMP,
    applied_at TIMESTAMP,
    undone_at TIMESTAMP,
    undone_by TEXT,
    PRIMARY KEY (id)
);
CREATE INDEX imports_by_created_at ON imports (created_at);

CREATE TABLE import_rows (
    import_id TEXT NOT NULL REFERENCES imports,
    line INTEGER NOT NULL,
    external_id TEXT,
    outcome TEXT NOT NULL,
    refused_column TEXT,
    refused_reason TEXT,
    refused_detail TEXT,
    cells TEXT NOT NULL,
    parsed TEXT,
    changes TEXT,
    subject_id TEXT,
    PRIMARY KEY (import_id, line)
);
CREATE INDEX import_rows_by_import_id_outcome ON import_rows (import_id, outcome);

CREATE TABLE import_mappings (
    kind TEXT NOT NULL,
    signature TEXT NOT NULL,
    mapping TEXT NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    PRIMARY KEY (kind, signature)
);
