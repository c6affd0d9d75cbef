-- How far each chain of the sealed log has got: what the sealer goes on from. It is written now and then, and what came since is in the
-- seals. It follows from the events and is not trusted: a head that is not what it was makes the next seal one that does not verify.
CREATE TABLE chain_head (
    chain text  NOT NULL CONSTRAINT chain_head_key PRIMARY KEY,
    hash  bytea NOT NULL
) WITH (fillfactor = 70);

-- Up to which seal the heads are written.
CREATE TABLE chain_heads_written (
    only_row boolean NOT NULL DEFAULT true CONSTRAINT chain_heads_written_one_row PRIMARY KEY CHECK (only_row),
    seal     bigint  NOT NULL
);
