-- How messages, chats and accounts end.

-- Projection "chat". How long a chat and its messages live stands here alone, for both kinds of chat and whoever joins when. Each kind
-- of change has a position of its own, since the changes of a batch are written kind by kind and not in their order.
ALTER TABLE views.chat
  ADD COLUMN retention_position bigint,
  -- null: not under a legal hold
  ADD COLUMN held_since         timestamptz,
  ADD COLUMN held_position      bigint,
  -- null: the chat lives. Who was in it when it went stays in views.chat_member
  ADD COLUMN gone_position      bigint,
  ADD COLUMN gone_at            timestamptz;

-- The sweep of deadlines asks which chats should have gone; those that have gone have no end any more.
CREATE INDEX chat_ending ON views.chat (expires_at) WHERE expires_at IS NOT NULL;

-- Projection "history". What was taken back stays, without what it said; what had its time goes as a row.
ALTER TABLE views.message
  ADD COLUMN retracted boolean NOT NULL DEFAULT false,
  ALTER COLUMN content DROP NOT NULL,
  ALTER COLUMN key_id DROP NOT NULL;

-- No index here bears a message that has no end and was not taken back. The sweep of deadlines asks for what should have gone.
CREATE INDEX message_ending ON views.message (expires_at) WHERE expires_at IS NOT NULL;

-- Which may have to be left out when unread messages are counted, for which the primary key is enough otherwise.
CREATE INDEX message_mortal ON views.message (chat_id, sequence) INCLUDE (sender_id, expires_at, retracted)
  WHERE retracted OR expires_at IS NOT NULL;

-- Projection "inbox". All rows of a chat go at once when it goes.
ALTER TABLE views.inbox DROP COLUMN message_ttl_ms, DROP COLUMN expires_at;

CREATE INDEX inbox_by_chat ON views.inbox (chat_id);

-- Projection "mailbox". The rows of a direct chat must be found again. That takes the chat's name in each, but an index only of what
-- ends by itself and of what is no message: the rest is looked for in the mailboxes of its two sides when the whole chat is gone.
ALTER TABLE views.mailbox
  ADD COLUMN chat_id  uuid,
  -- of a message that has an end; 0 of what is no message; null of a message without an end
  ADD COLUMN sequence bigint;

UPDATE views.mailbox b
SET chat_id = m.chat_id, sequence = CASE WHEN m.expires_at IS NULL THEN NULL ELSE m.sequence END
FROM views.message m
WHERE m.position = b.position;

UPDATE views.mailbox b SET chat_id = c.chat_id, sequence = 0
FROM views.chat c
WHERE c.position = b.position AND c.kind = 'DIRECT';

CREATE INDEX mailbox_ending ON views.mailbox (chat_id, sequence) WHERE sequence IS NOT NULL;

-- Direct messages that were taken back and whose rows in views.mailbox are still to be removed: the history knows their positions.
CREATE TABLE views.mailbox_retracted (
  chat_id    uuid   NOT NULL,
  sequence   bigint NOT NULL,
  -- position of the taking back
  position   bigint NOT NULL,
  one_side   uuid   NOT NULL,
  other_side uuid   NOT NULL,
  PRIMARY KEY (chat_id, sequence)
);

-- All spells of a group end when it goes.
CREATE INDEX mailbox_spell_by_chat ON views.mailbox_spell (chat_id);

-- Projection "session". What devices are called goes with the account of their user.
ALTER TABLE views.session
  ALTER COLUMN device_name DROP NOT NULL,
  ALTER COLUMN device_name_key DROP NOT NULL;

CREATE INDEX session_by_user ON views.session (user_id);

-- Chats that are gone: one row for each projection that has rows of the chat which are too many to remove at once. Each notes it for
-- itself, for each hears of it at its own time, and is filled anew on its own. The cleaner removes the rows bit by bit.
CREATE TABLE views.gone_chat (
  chat_id    uuid        NOT NULL,
  projection text        NOT NULL,
  -- position of the event with which it went
  position   bigint      NOT NULL,
  gone_at    timestamptz NOT NULL,
  -- the sides of a direct chat; null of a group
  one_side   uuid,
  other_side uuid,
  -- how far the cleaner has got, in whatever it goes by
  done       bigint      NOT NULL DEFAULT 0,
  -- null: not all rows are removed yet
  cleaned_at timestamptz,
  -- how often it was looked through, and when it is to be looked through next; null for never again
  looks      int         NOT NULL DEFAULT 0,
  due_at     timestamptz DEFAULT now(),
  PRIMARY KEY (chat_id, projection)
);

CREATE INDEX gone_chat_due ON views.gone_chat (due_at) WHERE due_at IS NOT NULL;

-- How many rows of which projection went with which event.
CREATE TABLE views.deletion (
  position bigint NOT NULL,
  -- null: it went with an account
  chat_id  uuid,
  -- the projection
  store    text   NOT NULL,
  deleted  bigint NOT NULL,
  PRIMARY KEY (position, store)
);
