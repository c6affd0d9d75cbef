-- Which keys were destroyed, and what wrapped them: what a backup of the keyring from before may not bring back, and which wrapping
-- keys have to be replaced before such a backup opens nothing any more.
CREATE TABLE work.shredded_key (
  key_id      uuid        PRIMARY KEY,
  wrapped_by  text        NOT NULL,
  shredded_at timestamptz NOT NULL
);

CREATE INDEX shredded_key_wrapped_by ON work.shredded_key (wrapped_by);
