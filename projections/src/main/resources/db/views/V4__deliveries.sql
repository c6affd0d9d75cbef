-- Where a message stands: when a lane was filled with it, and how often that was tried. Null is what was filled before this was
-- recorded: it was filled, and nobody knows when.
ALTER TABLE views.mailbox_lane
  ADD COLUMN filled_at timestamptz,
  ADD COLUMN tries     int;

-- What was given up. A message that is brought late stays here, since to who has left in between it never came; the row in
-- mailbox_lane tells that it was brought.
CREATE TABLE views.mailbox_abandoned (
  chat_id  uuid   NOT NULL,
  lane     int    NOT NULL,
  sequence bigint NOT NULL,
  position bigint NOT NULL,
  tries    int    NOT NULL,
  PRIMARY KEY (chat_id, sequence, lane)
);

-- Operators list what was given up in that order.
CREATE INDEX mailbox_abandoned_by_position ON views.mailbox_abandoned (position);
