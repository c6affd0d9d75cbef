-- Titles of groups have leaf keys too.
ALTER TABLE work.keyring DROP CONSTRAINT keyring_kind_check;
ALTER TABLE work.keyring ADD CONSTRAINT keyring_kind_check
  CHECK (kind IN ('user', 'chat', 'message', 'profile', 'device', 'title', 'service'));

-- Sagas that have not ended. Most end in the handler in which they begin, and are never here.
CREATE TABLE work.saga_entry (
    saga_id         text  NOT NULL,
    revision        text,
    saga_type       text  NOT NULL,
    serialized_saga bytea NOT NULL,
    begun_at        timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT saga_entry_key PRIMARY KEY (saga_id)
);

-- By what events find their sagas; the columns of the key are in the order in which that is asked.
CREATE TABLE work.association_value_entry (
    association_key   text NOT NULL,
    association_value text NOT NULL,
    saga_type         text NOT NULL,
    saga_id           text NOT NULL REFERENCES work.saga_entry (saga_id),
    CONSTRAINT association_value_entry_key PRIMARY KEY (association_key, association_value, saga_type, saga_id)
);

CREATE INDEX association_value_entry_saga ON work.association_value_entry (saga_id);

-- Deadlines, as db-scheduler keeps them. Who picks one up says so here, and then, by a heartbeat, that it still lives.
CREATE TABLE work.scheduled_tasks (
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
    CONSTRAINT scheduled_tasks_key PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX scheduled_tasks_execution_time ON work.scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_last_heartbeat ON work.scheduled_tasks (last_heartbeat);
