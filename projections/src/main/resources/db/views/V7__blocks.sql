-- Projection "user": who has blocked whom. A block that was lifted has no row.
CREATE TABLE views.block (
  blocker_id uuid        NOT NULL,
  blocked_id uuid        NOT NULL,
  blocked_at timestamptz NOT NULL,
  position   bigint      NOT NULL,
  PRIMARY KEY (blocker_id, blocked_id)
);

-- Up to which position the blocks of a user are here: a block that comes again after it was lifted is not put in force anew.
ALTER TABLE views.user_profile ADD COLUMN blocks_position bigint NOT NULL DEFAULT 0;

-- Presence asks who has blocked the one who looks, and an erasure removes both sides.
CREATE INDEX block_by_blocked ON views.block (blocked_id);
