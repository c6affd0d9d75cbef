-- Projection "history": media, from their upload until the store has confirmed that they are gone. What they are rests here only until
-- a message takes them up; then it is part of what that says.
CREATE TABLE views.media (
  media_id    uuid        PRIMARY KEY,
  chat_id     uuid        NOT NULL,
  uploaded_at timestamptz NOT NULL,
  -- how many objects in the store they are
  objects     bigint      NOT NULL,
  content     bytea,
  key_id      uuid,
  -- the message that bears them; null while none does
  sequence    bigint
);

-- Certificates ask what is left of messages that went.
CREATE INDEX media_by_chat ON views.media (chat_id, sequence);
