-- Groups. A member is in a chat for a spell: from joining to leaving. Who is added again begins another one. A spell is named by the
-- version of the membership at which it began; both sides of a direct chat have one for ever, number 0.

-- Projection "chat". The title is ciphertext; null in a direct chat.
ALTER TABLE views.chat ADD COLUMN title bytea, ADD COLUMN title_key uuid;

ALTER TABLE views.chat_member
  ADD COLUMN spell          bigint NOT NULL DEFAULT 0,
  -- the lane of the fan-out; nothing in a direct chat
  ADD COLUMN lane           int    NOT NULL DEFAULT 0,
  -- the chat's last sequence on joining: what comes after it is for the member
  ADD COLUMN after_sequence bigint NOT NULL DEFAULT 0,
  -- position of the removal; null: the spell lasts
  ADD COLUMN until_position bigint,
  -- the chat's last sequence on removal: what comes after it was never for the member
  ADD COLUMN until_sequence bigint,
  -- position at which the role was last changed; null: it is the one of joining. "position" stays that of joining, for the order
  ADD COLUMN role_position  bigint,
  DROP CONSTRAINT chat_member_pkey,
  ADD PRIMARY KEY (chat_id, user_id, spell);

-- Projection "inbox". A row is there while a spell lasts.
ALTER TABLE views.inbox
  ADD COLUMN after_sequence bigint NOT NULL DEFAULT 0,
  -- position of the joining that made the row, so that an earlier removal leaves it alone; 0 in a direct chat
  ADD COLUMN position       bigint NOT NULL DEFAULT 0;

-- Projection "mailbox". A group's is a cursor, not a row for each member: one row for each lane that was filled and one for each
-- event of the group, read through the spells of whoever asks. The spells are the projection's own, for it has its own processor.
CREATE TABLE views.mailbox_spell (
  user_id        uuid   NOT NULL,
  chat_id        uuid   NOT NULL,
  spell          bigint NOT NULL,
  lane           int    NOT NULL,
  after_sequence bigint NOT NULL,
  from_position  bigint NOT NULL,
  -- null: the spell lasts
  until_position bigint,
  PRIMARY KEY (user_id, chat_id, spell)
);

CREATE TABLE views.mailbox_lane (
  chat_id  uuid   NOT NULL,
  lane     int    NOT NULL,
  position bigint NOT NULL,
  sequence bigint NOT NULL,
  PRIMARY KEY (chat_id, lane, position) INCLUDE (sequence)
);

-- The history of a spell that has ended asks whether a message was brought, and when.
CREATE INDEX mailbox_lane_by_sequence ON views.mailbox_lane (chat_id, lane, sequence) INCLUDE (position);

CREATE TABLE views.mailbox_chat (
  chat_id  uuid   NOT NULL,
  position bigint NOT NULL,
  PRIMARY KEY (chat_id, position)
);
