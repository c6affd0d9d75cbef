-- What devices do: activity, apart from the log of record. No event tells of it and nothing can rebuild it; it is kept for days, and
-- nothing follows from it but who is shown as online and when somebody was last seen.

-- A part for each day (UTC), made ahead and dropped whole: nothing is deleted row by row but what an erased account leaves.
CREATE TABLE work.activity (
  at            timestamptz NOT NULL,
  user_id       uuid        NOT NULL,
  device_id     uuid        NOT NULL,
  -- the gateway that saw it, or, of a stream whose gateway died, had it
  node          uuid        NOT NULL,
  kind          text        NOT NULL CHECK (kind IN ('CONNECTED', 'DISCONNECTED', 'ACTIVE')),
  -- the stream, unless it was something that the user did
  connection_id uuid,
  CONSTRAINT activity_connection CHECK ((connection_id IS NULL) = (kind = 'ACTIVE'))
) PARTITION BY RANGE (at);

CREATE INDEX activity_user ON work.activity (user_id, at);

-- What happened in the last minutes lies at the end: an index of a few pages finds it.
CREATE INDEX activity_at ON work.activity USING brin (at) WITH (pages_per_range = 32);

-- When somebody did something last. It never goes back. The row is updated in its page, since no index bears what changes.
CREATE TABLE work.last_seen (
  user_id uuid        PRIMARY KEY,
  at      timestamptz NOT NULL
) WITH (fillfactor = 70);

-- The gateways that live, by a lease that each renews. The times are the database's.
CREATE TABLE work.gateway (
  -- a new one each time that a gateway registers
  node         uuid        PRIMARY KEY,
  started_at   timestamptz NOT NULL,
  heartbeat_at timestamptz NOT NULL,
  -- how many transactions it has written: a gateway that finds fewer than it knows of was struck by a crash that lost the last ones
  written      bigint      NOT NULL DEFAULT 0,
  -- when its lease had run out, or it stopped: it does not come back under this name, and its connections are being removed
  removed_at   timestamptz
) WITH (fillfactor = 50);

-- The streams that are open. Whose gateway is gone, goes.
CREATE TABLE work.connection (
  connection_id uuid        PRIMARY KEY,
  user_id       uuid        NOT NULL,
  device_id     uuid        NOT NULL,
  node          uuid        NOT NULL,
  since         timestamptz NOT NULL
);

CREATE INDEX connection_user ON work.connection (user_id);
CREATE INDEX connection_node ON work.connection (node);
