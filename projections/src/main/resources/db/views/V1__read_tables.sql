-- The read tables. Projections alone write them, from events alone, so that they can be emptied and rebuilt at any time.
-- No table holds plain text: what was said and what people call themselves is ciphertext beside the identifier of its key.
-- "position" is always the position in the log of the event that last changed the row; it makes every write idempotent.

-- Projection "user": accounts as others see them.
CREATE TABLE views.user_profile (
  user_id          uuid   PRIMARY KEY,
  handle           bytea  NOT NULL,
  handle_key       uuid   NOT NULL,
  display_name     bytea  NOT NULL,
  display_name_key uuid   NOT NULL,
  last_seen        text   NOT NULL,
  position         bigint NOT NULL
);

-- Projection "chat": chats and who is in them.
CREATE TABLE views.chat (
  chat_id        uuid        PRIMARY KEY,
  kind           text        NOT NULL,
  opened_at      timestamptz NOT NULL,
  -- null: messages live for ever
  message_ttl_ms bigint,
  -- null: the chat lives for ever
  expires_at     timestamptz,
  position       bigint      NOT NULL
);

CREATE TABLE views.chat_member (
  chat_id   uuid        NOT NULL,
  user_id   uuid        NOT NULL,
  role      text        NOT NULL,
  joined_at timestamptz NOT NULL,
  -- order of joining, for those who joined by one event
  ordinal   int         NOT NULL,
  position  bigint      NOT NULL,
  PRIMARY KEY (chat_id, user_id)
);

-- A resumed stream asks for the chats of a user.
CREATE INDEX chat_member_by_user ON views.chat_member (user_id, chat_id);

-- Projection "history": messages. The sender is in the key's index, so that others' messages are counted from it alone.
CREATE TABLE views.message (
  chat_id    uuid        NOT NULL,
  sequence   bigint      NOT NULL,
  message_id uuid        NOT NULL UNIQUE,
  sender_id  uuid        NOT NULL,
  sent_at    timestamptz NOT NULL,
  expires_at timestamptz,
  content    bytea       NOT NULL,
  key_id     uuid        NOT NULL,
  reply_to   uuid,
  position   bigint      NOT NULL,
  PRIMARY KEY (chat_id, sequence) INCLUDE (sender_id)
);

-- Projection "inbox": one row for each chat of each user, with what the list shows and needs no other table for.
CREATE TABLE views.inbox (
  user_id        uuid   NOT NULL,
  chat_id        uuid   NOT NULL,
  kind           text   NOT NULL,
  -- the other side of a direct chat
  peer_id        uuid,
  message_ttl_ms bigint,
  expires_at     timestamptz,
  -- position of the chat's latest activity: the order of the list
  activity       bigint NOT NULL,
  last_sequence  bigint NOT NULL,
  -- the user's own read mark
  read_sequence  bigint NOT NULL,
  PRIMARY KEY (user_id, chat_id)
) WITH (fillfactor = 80);

CREATE INDEX inbox_by_activity ON views.inbox (user_id, activity DESC);

-- Projection "receipt": each member's marks as they stand ...
CREATE TABLE views.receipt (
  chat_id   uuid   NOT NULL,
  user_id   uuid   NOT NULL,
  delivered bigint NOT NULL,
  read      bigint NOT NULL,
  position  bigint NOT NULL,
  PRIMARY KEY (chat_id, user_id)
) WITH (fillfactor = 80);

-- ... and each step with its time: a message was delivered or read at the first step that reaches it.
CREATE TABLE views.receipt_step (
  chat_id   uuid        NOT NULL,
  user_id   uuid        NOT NULL,
  -- DELIVERED or READ
  mark      text        NOT NULL,
  up_to     bigint      NOT NULL,
  marked_at timestamptz NOT NULL,
  PRIMARY KEY (chat_id, user_id, mark, up_to) INCLUDE (marked_at)
);

-- Projection "mailbox": which events a user's streams must durably bring. The key is the whole row; content stays in the log.
CREATE TABLE views.mailbox (
  user_id  uuid   NOT NULL,
  position bigint NOT NULL,
  PRIMARY KEY (user_id, position)
);

-- Projection "session": logins.
CREATE TABLE views.session (
  device_id       uuid        PRIMARY KEY,
  user_id         uuid        NOT NULL,
  device_name     bytea       NOT NULL,
  device_name_key uuid        NOT NULL,
  opened_at       timestamptz NOT NULL,
  closed_at       timestamptz,
  position        bigint      NOT NULL
);

CREATE INDEX session_closed ON views.session (closed_at) WHERE closed_at IS NOT NULL;

-- What a projection holds back because an event of it could not be handled: one row for each event that waits in the
-- dead-letter queue and each user that it concerns. Reads look here, so that they answer "not yet" and never older state.
CREATE TABLE views.held_back (
  projection text NOT NULL,
  event_id   text NOT NULL,
  -- the chat, user or device whose events are held back
  subject    uuid NOT NULL,
  user_id    uuid NOT NULL,
  PRIMARY KEY (projection, event_id, user_id)
);

CREATE INDEX held_back_by_subject ON views.held_back (subject, projection);
CREATE INDEX held_back_by_user ON views.held_back (user_id, projection);
