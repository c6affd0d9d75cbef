-- Rotation of keys: which wrapping keys take nothing new any more, and how far the rotation has got.

-- A retired key has a successor of the same owner: it wraps nothing new and goes once what it wraps is wrapped anew.
ALTER TABLE work.keyring ADD COLUMN retired boolean NOT NULL DEFAULT false;

CREATE INDEX keyring_retired ON work.keyring (key_id) WHERE retired;

-- One row per rotation; who takes one up puts its own mark there, so that whoever had it before changes nothing any more.
CREATE TABLE work.rotation (
  rotation_id uuid        PRIMARY KEY,
  phase       text        NOT NULL,
  -- the new key-encryption key, whose identifier is settled before the key is made
  kek_id      text        NOT NULL,
  runner      uuid,
  -- how many keys were wrapped anew, of how many
  done        bigint      NOT NULL DEFAULT 0,
  total       bigint      NOT NULL DEFAULT 0,
  began_at    timestamptz NOT NULL,
  ended_at    timestamptz,
  failure     text
);

CREATE UNIQUE INDEX rotation_one_at_a_time ON work.rotation ((true)) WHERE ended_at IS NULL;

-- The key-encryption keys that wrap nothing new: inserts of keys under them are refused. destroyed_at is when one had left the key
-- file. A shredded key cannot be had from any backup once what wrapped it is in work.shredded_key, and what wrapped that is
-- destroyed here.
CREATE TABLE work.retired_kek (
  kek_id       text        PRIMARY KEY,
  rotation_id  uuid        NOT NULL REFERENCES work.rotation,
  retired_at   timestamptz NOT NULL,
  destroyed_at timestamptz
);
