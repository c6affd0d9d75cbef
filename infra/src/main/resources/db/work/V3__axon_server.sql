-- With the log in Axon Server: which message's event has which place in the log. The server does not hold identifiers of events
-- unique, so that each is claimed here, in a transaction that is committed before the event is appended there. A claim of which
-- no event came is found out by what stands at its place.
CREATE TABLE work.message_claim (
  event_id        uuid PRIMARY KEY,
  aggregate_id    text NOT NULL,
  sequence_number bigint NOT NULL,
  claimed_at      timestamptz NOT NULL DEFAULT now()
);

-- What was claimed for users, chats and sessions of which the first event may not have come into Axon Server: handles,
-- credentials, pairs and generations of refresh tokens are committed before it is appended. Whoever finds an old row asks the log,
-- and takes the claims back if the event is not there.
CREATE TABLE work.unsettled (
  aggregate_id text PRIMARY KEY,
  kind         text NOT NULL CHECK (kind IN ('user', 'chat', 'session')),
  claimed_at   timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX unsettled_claimed_at ON work.unsettled (claimed_at);

-- Where the log is kept that the rest of this database belongs to: read with another log, tokens and claims would mislead.
CREATE TABLE work.log_owner (
  only_row boolean NOT NULL DEFAULT true CONSTRAINT log_owner_one_row PRIMARY KEY CHECK (only_row),
  store    text NOT NULL CHECK (store IN ('postgresql', 'axon_server'))
);
