CREATE TABLE requirements (
    id TEXT NOT NULL,
    code TEXT NOT NULL UNIQUE,
    created_by TEXT,
    created_at TIMESTAMP NOT NULL,
    retired_on DATE,
    PRIMARY KEY (id)
);

CREATE TABLE requirement_versions (
    id TEXT NOT NULL,
    requirement_id TEXT NOT NULL REFERENCES requirements,
    number INTEGER NOT NULL,
    state TEXT NOT NULL,
    title TEXT NOT NULL,
    basis TEXT NOT NULL,
    in_force_on DATE NOT NULL,
    audience TEXT NOT NULL,
    rule TEXT NOT NULL,
    reminders TEXT NOT NULL,
    created_by TEXT,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    revision INTEGER NOT NULL,
    put_in_force_by TEXT,
    put_in_force_at TIMESTAMP,
    superseded_at TIMESTAMP,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX requirement_versions_by_requirement_id_number ON requirement_versions (requirement_id, number);
CREATE UNIQUE INDEX requirement_versions_by_requirement_id_in_force ON requirement_versions (requirement_id) WHERE state = 'in_force';
CREATE UNIQUE INDEX requirement_versions_by_requirement_id_draft ON requirement_versions (requirement_id) WHERE state = 'draft';

CREATE TABLE audience_runs (
    id TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES people,
    requirement_id TEXT NOT NULL REFERENCES requirements,
    from_on DATE NOT NULL,
    to_on DATE,
    recorded_at TIMESTAMP NOT NULL,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX audience_runs_by_person_id_requirement_id_open ON audience_runs (person_id, requirement_id) WHERE to_on IS NULL;
CREATE INDEX audience_runs_by_person_id ON audience_runs (person_id);
CREATE INDEX audience_runs_by_requirement_id ON audience_runs (requirement_id);

CREATE TABLE pauses (
    id TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES people,
    requirement_id TEXT REFERENCES requirements,
    from_on DATE NOT NULL,
    to_on DATE,
    reason TEXT NOT NULL,
    created_by TEXT,
    created_at TIMESTAMP NOT NULL,
    withdrawn_at TIMESTAMP,
    withdrawn_by TEXT,
    withdrawn_reason TEXT,
    PRIMARY KEY (id)
);
CREATE INDEX pauses_by_person_id ON pauses (person_id);

CREATE TABLE waivers (
    id TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES people,
    requirement_id TEXT REFERENCES requirements,
    from_on DATE NOT NULL,
    to_on DATE,
    reason TEXT NOT NULL,
    created_by TEXT,
    created_at TIMESTAMP NOT NULL,
    withdrawn_at TIMESTAMP,
    withdrawn_by TEXT,
    withdrawn_reason TEXT,
    PRIMARY KEY (id)
);
CREATE INDEX waivers_by_person_id ON waivers (person_id);

CREATE TABLE obligations (
    person_id TEXT NOT NULL REFERENCES people,
    requirement_id TEXT NOT NULL REFERENCES requirements,
    requirement_version_id TEXT NOT NULL REFERENCES requirement_versions,
    membership_id TEXT NOT NULL REFERENCES memberships,
    organisation_id TEXT NOT NULL REFERENCES organisations,
    organisation_path TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    start_on DATE NOT NULL,
    end_on DATE,
    status TEXT NOT NULL,
    compliant BOOLEAN NOT NULL,
    due_on DATE,
    path TEXT,
    satisfied_on DATE,
    next_change_at TIMESTAMP,
    due_known_on DATE NOT NULL,
    assessed_at TIMESTAMP NOT NULL,
    PRIMARY KEY (person_id, requirement_id)
);
-- Holds all that the overviews count, so that a branch is counted without reading its rows.
CREATE INDEX obligations_by_organisation_path_counted ON obligations (organisation_path, requirement_id, person_id, status, due_on);
CREATE INDEX obligations_by_requirement_id_status ON obligations (requirement_id, status);
CREATE INDEX obligations_by_next_change_at ON obligations (next_change_at);

CREATE TABLE obligation_changes (
    id TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES people,
    requirement_id TEXT NOT NULL REFERENCES requirements,
    at TIMESTAMP NOT NULL,
    status_before TEXT,
    status_after TEXT,
    due_before DATE,
    due_after DATE,
    cause TEXT NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX obligation_changes_by_person_id_requirement_id ON obligation_changes (person_id, requirement_id);
