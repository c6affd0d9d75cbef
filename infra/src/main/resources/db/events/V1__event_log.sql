-- The log of record. Rows are only ever added. A position is assigned at insert, in order of commit, without gaps: whoever
-- inserts holds pg_advisory_xact_lock(event log) from before max(position) is read until the commit (docs/adr/0006).
CREATE TABLE event (
    position        bigint      NOT NULL,
    event_id        uuid        NOT NULL,
    aggregate_type  text,
    aggregate_id    text        NOT NULL,
    sequence_number bigint      NOT NULL,
    type            text        NOT NULL,
    revision        text,
    payload         bytea       NOT NULL,
    metadata        bytea       NOT NULL,
    recorded_at     timestamptz NOT NULL,
    CONSTRAINT event_position PRIMARY KEY (position),
    CONSTRAINT event_aggregate_sequence UNIQUE (aggregate_id, sequence_number),
    CONSTRAINT event_identifier UNIQUE (event_id)
);

-- payloads are ciphertext: compressing them costs time and saves nothing
ALTER TABLE event ALTER COLUMN payload SET STORAGE EXTERNAL;

-- times follow positions closely, so a few kilobytes find the place of a moment in any number of events
CREATE INDEX event_recorded_at ON event USING brin (recorded_at);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    RAISE EXCEPTION 'the log of record is append-only: % of %.% refused', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Who this log is. A restore writes another epoch, so that positions from before it are known to be another log's.
CREATE TABLE store (
    only_row boolean NOT NULL DEFAULT true CONSTRAINT store_one_row PRIMARY KEY CHECK (only_row),
    epoch    uuid    NOT NULL
);

INSERT INTO store (epoch) VALUES (gen_random_uuid());
