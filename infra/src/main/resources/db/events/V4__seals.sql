-- The sealed log (docs/adr/0042). Each seal covers the positions from where the one before it ended, and is signed with a key that
-- lies outside the database.
CREATE TABLE seal (
    number         bigint      NOT NULL CONSTRAINT seal_key PRIMARY KEY,
    -- whose log it is; a restore begins another epoch
    epoch          uuid        NOT NULL,
    first_position bigint      NOT NULL,
    last_position  bigint      NOT NULL CONSTRAINT seal_last_position UNIQUE,
    -- how many chains have events in it, and the root of the tree of their heads
    chains         integer     NOT NULL,
    root           bytea       NOT NULL,
    -- the root of the tree of all seals before
    history        bytea       NOT NULL,
    sealed_at      timestamptz NOT NULL,
    key_id         text        NOT NULL,
    signature      bytea       NOT NULL,
    -- 32 bytes for each event in order of position: its chain's hash up to it. Not signed; it follows from the events, and tells which
    -- of them is not what it was.
    hashes         bytea       NOT NULL,
    -- the roots of the whole subtrees of the tree of seals, this one included, from which the next history is made. Not signed either.
    peaks          bytea       NOT NULL,
    CONSTRAINT seal_in_order CHECK (number > 0 AND first_position > 0 AND last_position >= first_position)
);

-- hashes are random: compressing them costs time and saves nothing; parts of them are read
ALTER TABLE seal ALTER COLUMN hashes SET STORAGE EXTERNAL;

CREATE TRIGGER seal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON seal
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
