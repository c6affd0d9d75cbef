-- Who has blocked whom: what commands are checked against, written with them.
CREATE TABLE work.block (
  blocker_id uuid NOT NULL,
  blocked_id uuid NOT NULL,
  PRIMARY KEY (blocker_id, blocked_id)
);

-- An erasure removes both sides.
CREATE INDEX block_by_blocked ON work.block (blocked_id);

-- When a session was last refreshed: one whose refresh token has run out is no longer shown as open. Of those from before it is not
-- known, so that they count as refreshed now.
ALTER TABLE work.refresh ADD COLUMN refreshed_at timestamptz NOT NULL DEFAULT now();
