-- How far each chain of the sealed log has got: what the sealer goes on from. It follows from the events and is not trusted: a head that
-- is not what it was makes the next seal one that does not verify.
CREATE TABLE chain_head (
    chain text  NOT NULL CONSTRAINT chain_head_key PRIMARY KEY,
    hash  bytea NOT NULL
) WITH (fillfactor = 70);
