CREATE TABLE people (
    id TEXT COLLATE "C" NOT NULL,
    external_id TEXT UNIQUE,
    given_name TEXT NOT NULL,
    family_name TEXT NOT NULL,
    search_name TEXT NOT NULL,
    email TEXT,
    email_key TEXT UNIQUE,
    language TEXT NOT NULL,
    time_zone TEXT,
    theme TEXT NOT NULL,
    density TEXT NOT NULL,
    partner_edited_at TIMESTAMP,
    disabled_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    revision INTEGER NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX people_by_search_name ON people (search_name);

CREATE TABLE memberships (
    id TEXT COLLATE "C" NOT NULL,
    person_id TEXT COLLATE "C" NOT NULL REFERENCES people,
    organisation_id TEXT COLLATE "C" NOT NULL REFERENCES organisations,
    location_id TEXT COLLATE "C" REFERENCES locations,
    start_on DATE NOT NULL,
    end_on DATE,
    supervisor_id TEXT COLLATE "C" REFERENCES people,
    imported BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX memberships_by_person_id ON memberships (person_id);
CREATE INDEX memberships_by_organisation_id ON memberships (organisation_id);
CREATE INDEX memberships_by_supervisor_id ON memberships (supervisor_id);

CREATE TABLE membership_job_roles (
    membership_id TEXT COLLATE "C" NOT NULL REFERENCES memberships,
    job_role_id TEXT COLLATE "C" NOT NULL REFERENCES job_roles,
    PRIMARY KEY (membership_id, job_role_id)
);

CREATE TABLE account_roles (
    id TEXT COLLATE "C" NOT NULL,
    person_id TEXT COLLATE "C" NOT NULL REFERENCES people,
    role TEXT NOT NULL,
    organisation_id TEXT COLLATE "C" NOT NULL REFERENCES organisations,
    since_on DATE NOT NULL,
    granted_by TEXT COLLATE "C",
    granted_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP,
    PRIMARY KEY (id)
);
CREATE INDEX account_roles_by_person_id ON account_roles (person_id);
CREATE INDEX account_roles_by_organisation_id_role ON account_roles (organisation_id, role);
CREATE UNIQUE INDEX account_roles_by_person_id_role_organisation_id_current ON account_roles (person_id, role, organisation_id) WHERE ended_at IS NULL;

CREATE TABLE credentials (
    person_id TEXT COLLATE "C" NOT NULL REFERENCES people,
    password_hash TEXT NOT NULL,
    set_at TIMESTAMP NOT NULL,
    PRIMARY KEY (person_id)
);

CREATE TABLE sign_ins (
    id TEXT COLLATE "C" NOT NULL,
    person_id TEXT COLLATE "C" NOT NULL REFERENCES people,
    token_hash TEXT NOT NULL UNIQUE,
    acting_role TEXT,
    created_at TIMESTAMP NOT NULL,
    last_seen_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP,
    ended_reason TEXT,
    address TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX sign_ins_by_person_id ON sign_ins (person_id);

CREATE TABLE one_time_links (
    id TEXT COLLATE "C" NOT NULL,
    person_id TEXT COLLATE "C" NOT NULL REFERENCES people,
    purpose TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    next_path TEXT,
    created_by TEXT COLLATE "C",
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP,
    PRIMARY KEY (id)
);
CREATE INDEX one_time_links_by_person_id ON one_time_links (person_id);

CREATE TABLE api_tokens (
    id TEXT COLLATE "C" NOT NULL,
    name TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    scopes TEXT NOT NULL,
    organisation_id TEXT COLLATE "C" NOT NULL REFERENCES organisations,
    created_by TEXT COLLATE "C" NOT NULL REFERENCES people,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP,
    revoked_at TIMESTAMP,
    last_used_at TIMESTAMP,
    PRIMARY KEY (id)
);
