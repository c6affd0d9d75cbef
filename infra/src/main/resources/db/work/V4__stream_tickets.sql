-- Tickets for streams, until they are redeemed or void. They are known by a hash only: who reads this table can open no stream.
CREATE TABLE work.stream_ticket (
  ticket_hash bytea PRIMARY KEY,
  user_id     uuid NOT NULL,
  device_id   uuid NOT NULL,
  expires_at  timestamptz NOT NULL
);

CREATE INDEX stream_ticket_expiry ON work.stream_ticket (expires_at);
