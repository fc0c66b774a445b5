-- A device is told when a notice is decided, whatever becomes of its mail: a push no longer names a mail but the notices that it tells, each
-- once for a device. What it says, and in which language, is decided when it leaves. It is `claimed` while it is looked at again and
-- `sending` once it may have arrived.
ALTER TABLE pushes RENAME TO pushes_of_mails;
CREATE TABLE pushes (
    id TEXT NOT NULL,
    device_id TEXT NOT NULL REFERENCES push_devices ON DELETE CASCADE,
    state TEXT NOT NULL,
    queued_at TIMESTAMP NOT NULL,
    due_at TIMESTAMP NOT NULL,
    not_before TIMESTAMP NOT NULL,
    attempts INTEGER NOT NULL,
    fence INTEGER NOT NULL,
    claimed_until TIMESTAMP,
    last_error TEXT,
    ended_at TIMESTAMP,
    PRIMARY KEY (id)
);
INSERT INTO pushes (id, device_id, state, queued_at, due_at, not_before, attempts, fence, claimed_until, last_error, ended_at)
    SELECT id, device_id, state, queued_at, queued_at, not_before, attempts, fence, claimed_until, last_error, ended_at FROM pushes_of_mails;
CREATE TABLE push_notices (
    device_id TEXT NOT NULL REFERENCES push_devices ON DELETE CASCADE,
    notice_id TEXT NOT NULL REFERENCES notices,
    push_id TEXT NOT NULL REFERENCES pushes ON DELETE CASCADE,
    PRIMARY KEY (device_id, notice_id)
);
INSERT INTO push_notices (device_id, notice_id, push_id)
    SELECT pushes_of_mails.device_id, notices.id, pushes_of_mails.id FROM pushes_of_mails
        JOIN push_devices ON push_devices.id = pushes_of_mails.device_id
        JOIN notices ON notices.mail_id = pushes_of_mails.mail_id AND notices.recipient_id = push_devices.person_id
            AND notices.step_offset IS NOT NULL AND notices.fate <> 'withdrawn';
DROP TABLE pushes_of_mails;
-- Of a mail that was sent again the notices stand with the later push.
DELETE FROM pushes WHERE NOT EXISTS (SELECT 1 FROM push_notices WHERE push_notices.push_id = pushes.id);
CREATE INDEX pushes_by_turn ON pushes (not_before) WHERE state = 'queued';
CREATE INDEX pushes_by_claim ON pushes (claimed_until) WHERE claimed_until IS NOT NULL;
CREATE INDEX pushes_by_device ON pushes (device_id);
CREATE INDEX push_notices_by_push ON push_notices (push_id);
CREATE INDEX push_notices_by_notice ON push_notices (notice_id);
