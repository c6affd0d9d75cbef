-- Axon's own tables, with its default column names, which it does not quote (so PostgreSQL sees them in lower case).

-- How far each projection has got.
CREATE TABLE token (
    processorname varchar(255) NOT NULL,
    segment       integer      NOT NULL,
    token         bytea,
    tokentype     varchar(255),
    timestamp     varchar(255),
    owner         varchar(255),
    CONSTRAINT token_key PRIMARY KEY (processorname, segment)
);

-- The latest snapshot of each large aggregate. They may be deleted at any time: the log has it all.
CREATE TABLE snapshot (
    aggregate_id    text        NOT NULL,
    aggregate_type  text,
    sequence_number bigint      NOT NULL,
    event_id        uuid        NOT NULL,
    type            text        NOT NULL,
    revision        text,
    payload         bytea       NOT NULL,
    metadata        bytea       NOT NULL,
    taken_at        timestamptz NOT NULL,
    CONSTRAINT snapshot_key PRIMARY KEY (aggregate_id)
);

-- Events that a projection could not handle, and those that wait behind them.
CREATE TABLE dead_letter (
    deadletteridentifier varchar(255) NOT NULL,
    processinggroup      varchar(255) NOT NULL,
    sequenceidentifier   varchar(255) NOT NULL,
    sequenceindex        bigint       NOT NULL,
    messagetype          varchar(255) NOT NULL,
    eventidentifier      varchar(255) NOT NULL,
    timestamp            varchar(255) NOT NULL,
    payloadtype          varchar(255) NOT NULL,
    payloadrevision      varchar(255),
    payload              bytea        NOT NULL,
    metadata             bytea,
    type                 varchar(255),
    aggregateidentifier  varchar(255),
    sequencenumber       bigint,
    tokentype            varchar(255),
    token                bytea,
    enqueuedat           varchar(255) NOT NULL,
    lasttouched          varchar(255),
    processingstarted    varchar(255),
    causetype            varchar(255),
    causemessage         varchar(1023),
    diagnostics          bytea,
    CONSTRAINT dead_letter_key PRIMARY KEY (deadletteridentifier),
    CONSTRAINT dead_letter_sequence UNIQUE (processinggroup, sequenceidentifier, sequenceindex)
);
