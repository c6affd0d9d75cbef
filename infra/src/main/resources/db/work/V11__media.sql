-- Media that no message has taken up have leaf keys of their own.
ALTER TABLE work.keyring DROP CONSTRAINT keyring_kind_check;
ALTER TABLE work.keyring ADD CONSTRAINT keyring_kind_check
  CHECK (kind IN ('user', 'chat', 'message', 'profile', 'device', 'title', 'media', 'service'));

-- Media from their upload until the store has confirmed that their bytes are gone. A row is claimed by the message that takes them up,
-- of which there is one at most.
CREATE TABLE work.media (
  media_id    uuid        PRIMARY KEY,
  chat_id     uuid        NOT NULL,
  uploader_id uuid        NOT NULL,
  -- the names of their objects in the store
  objects     text[]      NOT NULL,
  -- what they are, under a leaf key of their own, which goes with the claim
  key_id      uuid        NOT NULL,
  content     bytea       NOT NULL,
  uploaded_at timestamptz NOT NULL,
  -- the message that takes them up, and its number in the chat once its event was seen
  message_id  uuid,
  sequence    bigint,
  -- why their bytes must go, the position of the event that says so if there is one, and when that is tried next
  reason      text        CHECK (reason IN ('UNUSED', 'RETRACTED', 'EXPIRED', 'CHAT_GONE')),
  doomed_by   bigint,
  due_at      timestamptz,
  tries       integer     NOT NULL DEFAULT 0,
  CONSTRAINT media_doomed CHECK ((reason IS NULL) = (due_at IS NULL))
);

CREATE INDEX media_chat ON work.media (chat_id, sequence);
CREATE INDEX media_due ON work.media (due_at) WHERE due_at IS NOT NULL;
-- what nobody has taken up, as far as is known
CREATE INDEX media_unattached ON work.media (uploaded_at) WHERE sequence IS NULL AND due_at IS NULL;

-- How many objects of media the store has confirmed to be gone, for each event that tells of something that is gone.
CREATE TABLE work.media_deletion (
  position bigint PRIMARY KEY,
  chat_id  uuid   NOT NULL,
  objects  bigint NOT NULL
);
