-- The keyring and what must be looked up without being readable. Nothing in these tables is plain text but random
-- identifiers, kinds and times: keys are wrapped, handles and pairs are HMACs under a key of the keyring, passwords hashes.

-- Every key but the key-encryption key, which lies outside PostgreSQL. Leaf keys (message, profile, device) encrypt content,
-- and each content has one of its own; chat and user keys only wrap leaf keys; chat, user and service keys are wrapped by the
-- key-encryption key. Destroying a row makes what lies below it noise, wherever it was copied.
CREATE TABLE work.keyring (
  -- time-ordered (UUID version 7), so that new rows share the index's right edge however many there are
  key_id     uuid PRIMARY KEY,
  kind       text NOT NULL CHECK (kind IN ('user', 'chat', 'message', 'profile', 'device', 'service')),
  -- whose key it is: the identifier of the user, chat, message or device; a service key's name
  owner      text NOT NULL,
  -- the key that wraps this one: a key_id of this table, or the identifier of a key-encryption key ("kek:" and a number)
  wrapped_by text NOT NULL,
  -- nonce, ciphertext and tag of AES-256-GCM over the 32 key bytes; key_id, kind, owner and wrapped_by are authenticated with
  -- it, so that a row that was swapped or edited does not unwrap
  wrapped    bytea NOT NULL,
  created_at timestamptz NOT NULL
);

-- What a key wraps: what goes with it, and what must be wrapped anew when it is replaced.
CREATE INDEX keyring_wrapped_by ON work.keyring (wrapped_by);

-- The key of a chat, a user or a profile; the newest counts. Leaf keys of messages and devices are only ever found by key_id.
CREATE INDEX keyring_owner ON work.keyring (owner, kind, key_id DESC) WHERE kind IN ('user', 'chat', 'profile');

-- Service keys are made once, whichever node comes first.
CREATE UNIQUE INDEX keyring_service ON work.keyring (owner) WHERE kind = 'service';

-- Who has which handle: HMAC-SHA-256 of the handle under the index key. A handle is claimed for ever.
CREATE TABLE work.handle (
  handle_mac bytea PRIMARY KEY,
  user_id    uuid NOT NULL UNIQUE
);

-- How users prove themselves: the encoded hash (Argon2id) of the password. Never in an event.
CREATE TABLE work.credentials (
  user_id       uuid PRIMARY KEY,
  password_hash text NOT NULL
);

-- The living direct chat of a pair: HMAC-SHA-256 of both user ids, the lower first, under the index key. Who knows this table
-- alone does not learn who talks to whom.
CREATE TABLE work.direct_chat (
  pair_mac bytea PRIMARY KEY,
  chat_id  uuid NOT NULL UNIQUE
);

-- Which refresh token of a session is the valid one. A token of an earlier generation has been used before.
CREATE TABLE work.refresh (
  device_id  uuid PRIMARY KEY,
  generation integer NOT NULL CHECK (generation > 0)
);
