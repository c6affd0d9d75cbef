-- Projections that are rebuilt beside those that serve (docs/adr/0048). Their tables are in a schema of their own, called as those that
-- serve; to switch is to move both.
CREATE SCHEMA IF NOT EXISTS shadow;

-- Empty but for the moment in which tables change places.
CREATE SCHEMA IF NOT EXISTS shadow_swap;

CREATE TABLE work.replay (
  projection  text        PRIMARY KEY,
  -- up to where what is in schema "shadow" follows from the log
  position    bigint      NOT NULL,
  -- how many events that took
  events      bigint      NOT NULL,
  -- the tables, as the version that began named them
  tables      text[]      NOT NULL,
  began_at    timestamptz NOT NULL,
  -- when they last changed places; null: not yet. Afterwards those that served before are in schema "shadow"
  switched_at timestamptz,
  -- whether somebody has asked for a pause
  paused      boolean     NOT NULL DEFAULT false,
  -- whether it is only to be compared: whoever comes after a process that died may drop it
  for_proof   boolean     NOT NULL DEFAULT false
);
