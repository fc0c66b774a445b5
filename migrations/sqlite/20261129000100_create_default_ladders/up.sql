-- The ladders of reminders that requirements without steps of their own and the manufacturer's duties inherit, each from its day on. Of two for
-- one day the one set later holds; before the first the usual one does.
CREATE TABLE default_ladders (
    id TEXT NOT NULL,
    from_on DATE NOT NULL,
    ladder TEXT NOT NULL,
    set_by TEXT,
    set_at TIMESTAMP NOT NULL,
    PRIMARY KEY (id)
);
