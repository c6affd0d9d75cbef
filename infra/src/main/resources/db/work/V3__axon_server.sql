-- With the log in Axon Server: which message's event has which place in the log. The server does not hold identifiers of events
-- unique, so that each is claimed here, in a transaction that is committed before the event is appended there. A claim of which
-- no event came is found out by what stands at its place.
CREATE TABLE work.message_claim (
  event_id        uuid PRIMARY KEY,
  aggregate_id    text NOT NULL,
  sequence_number bigint NOT NULL,
  claimed_at      timestamptz NOT NULL DEFAULT now()
);
