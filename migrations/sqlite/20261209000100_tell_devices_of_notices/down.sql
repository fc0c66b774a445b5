DROP TABLE push_notices;
DROP TABLE pushes;
-- What is pushed to a device, once for each mail that told the same; it goes with its device. Claimed for a while; every later write
-- carries the fence number.
CREATE TABLE pushes (
    id TEXT NOT NULL,
    device_id TEXT NOT NULL REFERENCES push_devices ON DELETE CASCADE,
    mail_id TEXT NOT NULL REFERENCES mails,
    path TEXT NOT NULL,
    state TEXT NOT NULL,
    queued_at TIMESTAMP NOT NULL,
    not_before TIMESTAMP NOT NULL,
    attempts INTEGER NOT NULL,
    fence INTEGER NOT NULL,
    claimed_until TIMESTAMP,
    last_error TEXT,
    ended_at TIMESTAMP,
    PRIMARY KEY (id),
    UNIQUE (device_id, mail_id)
);
CREATE INDEX pushes_by_turn ON pushes (not_before) WHERE state = 'queued';
CREATE INDEX pushes_by_claim ON pushes (claimed_until) WHERE state = 'sending';
CREATE INDEX pushes_by_mail ON pushes (mail_id);
