-- When a temporary chat is to be asked what has had its time there. One row for a chat at most; a table of its own, so that a night's
-- arrears of these hold up no other deadline.
CREATE TABLE work.expiry_deadline (
    task_name            text        NOT NULL,
    task_instance        text        NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean     NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      NOT NULL,
    priority             smallint,
    CONSTRAINT expiry_deadline_key PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX expiry_deadline_execution_time ON work.expiry_deadline (execution_time);
CREATE INDEX expiry_deadline_last_heartbeat ON work.expiry_deadline (last_heartbeat);

-- What was destroyed beside the read tables, for each event that tells of something that is gone.
CREATE TABLE work.deletion (
    position   bigint      PRIMARY KEY,
    -- of a message or a chat
    chat_id    uuid,
    -- of an account
    user_id    uuid,
    -- the event's simple name
    event      text        NOT NULL,
    -- how many keys the event names
    keys       int         NOT NULL,
    -- how many keys lay below these
    leaf_keys  bigint      NOT NULL,
    snapshots  int         NOT NULL,
    deleted_at timestamptz NOT NULL
);

CREATE INDEX deletion_chat ON work.deletion (chat_id, position) WHERE chat_id IS NOT NULL;
CREATE INDEX deletion_user ON work.deletion (user_id, position) WHERE user_id IS NOT NULL;
