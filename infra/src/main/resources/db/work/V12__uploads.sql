-- Uploads that come in pieces, until they are complete, were given up or have had their time, and then until the store has none of
-- their parts any more.
CREATE TABLE work.upload (
  -- the media that it becomes
  media_id     uuid        PRIMARY KEY,
  chat_id      uuid        NOT NULL,
  uploader_id  uuid        NOT NULL,
  length       bigint      NOT NULL CHECK (length > 0),
  received     bigint      NOT NULL DEFAULT 0,
  state        text        NOT NULL DEFAULT 'RECEIVING'
    CHECK (state IN ('RECEIVING', 'TAKEN', 'COMPLETE', 'REFUSED', 'ENDED')),
  -- the file's name and the key of its parts, or what it was found to be: ciphertext under a leaf key, which goes when that is no
  -- longer needed
  key_id       uuid,
  content      bytea,
  -- whether its bytes were ever taken as media, and may therefore be known as such
  taken        boolean     NOT NULL DEFAULT false,
  -- with which code it was refused, and with which words
  refusal      text,
  detail       text,
  -- the number of the last part that was begun: no number is used twice, so that who comes late overwrites nothing
  parts        integer     NOT NULL DEFAULT 0,
  -- who works on it, and until when that counts unless it is renewed, by the database's clock
  locked_by    uuid,
  locked_until timestamptz,
  expires_at   timestamptz NOT NULL,
  -- when somebody has to look at it next
  due_at       timestamptz NOT NULL,
  CONSTRAINT upload_received CHECK (received BETWEEN 0 AND length),
  CONSTRAINT upload_content CHECK ((content IS NOT NULL) = (state IN ('RECEIVING', 'TAKEN')))
);

CREATE INDEX upload_due ON work.upload (due_at);
CREATE INDEX upload_unfinished ON work.upload (uploader_id) WHERE state IN ('RECEIVING', 'TAKEN');

-- The parts that have been stored, in the order of their numbers.
CREATE TABLE work.upload_part (
  media_id uuid    NOT NULL REFERENCES work.upload ON DELETE CASCADE,
  number   integer NOT NULL,
  length   bigint  NOT NULL CHECK (length > 0),
  CONSTRAINT upload_part_key PRIMARY KEY (media_id, number)
);
