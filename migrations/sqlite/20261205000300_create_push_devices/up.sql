-- Devices on which somebody wants to be told at once (Web Push): where the browser's push service takes a message, and with which keys it is
-- encrypted for the browser alone. One that the push service does not know any more goes.
CREATE TABLE push_devices (
    id TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES people,
    sign_in_id TEXT REFERENCES sign_ins,
    endpoint TEXT NOT NULL UNIQUE,
    p256dh TEXT NOT NULL,
    auth TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    pushed_at TIMESTAMP,
    refusal TEXT,
    PRIMARY KEY (id)
);
CREATE INDEX push_devices_by_person ON push_devices (person_id);
CREATE INDEX push_devices_by_sign_in ON push_devices (sign_in_id);

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
