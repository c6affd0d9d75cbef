-- Which restores this log has been through. One that has begun and not ended keeps every node away: keys that were destroyed may be
-- back until its end, and it can be repeated. The epochs from before tell which backups are of the same log.
CREATE TABLE restore (
    restore_id       uuid        NOT NULL CONSTRAINT restore_key PRIMARY KEY,
    -- the checksum of what says what is in the backup of the events, and when that was taken
    backup           text        NOT NULL,
    backup_taken_at  timestamptz NOT NULL,
    keyring_taken_at timestamptz NOT NULL,
    -- the backup's last position; null if the log is kept elsewhere
    head             bigint,
    epoch_before     uuid        NOT NULL,
    epoch_after      uuid        NOT NULL,
    begun_at         timestamptz NOT NULL DEFAULT now(),
    ended_at         timestamptz,
    -- how many keys of the keyring were not brought back, since they had been destroyed or lay below one that had
    keys_left_out    bigint
);

CREATE UNIQUE INDEX restore_one_at_a_time ON restore ((true)) WHERE ended_at IS NULL;
