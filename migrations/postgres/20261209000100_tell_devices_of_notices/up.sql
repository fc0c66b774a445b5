-- A device is told when a notice is decided, whatever becomes of its mail: a push no longer names a mail but the notices that it tells, each
-- once for a device. What it says, and in which language, is decided when it leaves. It is `claimed` while it is looked at again and
-- `sending` once it may have arrived.
CREATE TABLE push_notices (
    device_id TEXT COLLATE "C" NOT NULL REFERENCES push_devices ON DELETE CASCADE,
    notice_id TEXT COLLATE "C" NOT NULL REFERENCES notices,
    push_id TEXT COLLATE "C" NOT NULL REFERENCES pushes ON DELETE CASCADE,
    PRIMARY KEY (device_id, notice_id)
);
INSERT INTO push_notices (device_id, notice_id, push_id)
    SELECT pushes.device_id, notices.id, pushes.id FROM pushes
        JOIN push_devices ON push_devices.id = pushes.device_id
        JOIN notices ON notices.mail_id = pushes.mail_id AND notices.recipient_id = push_devices.person_id
            AND notices.step_offset IS NOT NULL AND notices.fate <> 'withdrawn';
-- Of a mail that was sent again the notices stand with the later push.
DELETE FROM pushes WHERE NOT EXISTS (SELECT 1 FROM push_notices WHERE push_notices.push_id = pushes.id);
ALTER TABLE pushes DROP COLUMN mail_id;
ALTER TABLE pushes DROP COLUMN path;
ALTER TABLE pushes ADD COLUMN due_at TIMESTAMP;
UPDATE pushes SET due_at = queued_at;
ALTER TABLE pushes ALTER COLUMN due_at SET NOT NULL;
DROP INDEX pushes_by_claim;
CREATE INDEX pushes_by_claim ON pushes (claimed_until) WHERE claimed_until IS NOT NULL;
CREATE INDEX pushes_by_device ON pushes (device_id);
CREATE INDEX push_notices_by_push ON push_notices (push_id);
CREATE INDEX push_notices_by_notice ON push_notices (notice_id);
