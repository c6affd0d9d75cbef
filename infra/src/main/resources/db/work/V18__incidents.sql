-- What is kept for capsules of incidents (docs/adr/0049), for days: who ran with which settings, and what was measured. Nothing of it is
-- anybody's: numbers, versions, settings without secrets.

-- Runs of nodes.
CREATE TABLE work.node_run (
  node       uuid        PRIMARY KEY,
  started_at timestamptz NOT NULL,
  -- when it last wrote something down
  seen_at    timestamptz NOT NULL,
  versions   jsonb       NOT NULL,
  settings   jsonb       NOT NULL
);

CREATE TABLE work.metric_sample (
  taken_at     timestamptz NOT NULL,
  node         uuid        NOT NULL,
  -- number by name, as in "jvm.memory.used{area=heap}:value"
  measurements jsonb       NOT NULL,
  CONSTRAINT metric_sample_key PRIMARY KEY (taken_at, node)
);
