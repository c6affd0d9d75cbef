-- Which parts of the log were pushed to a device, as ranges of positions. It is activity: no event tells of it, and nothing can
-- rebuild it. The row is updated in its page, since no index bears what changes.
CREATE TABLE work.pushed (
  user_id   uuid           NOT NULL,
  device_id uuid           NOT NULL,
  ranges    int8multirange NOT NULL,
  -- when something was pushed last; what is old is removed
  pushed_at timestamptz    NOT NULL,
  CONSTRAINT pushed_key PRIMARY KEY (user_id, device_id)
) WITH (fillfactor = 70);
