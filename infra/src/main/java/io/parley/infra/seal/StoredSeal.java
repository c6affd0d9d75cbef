package io.parley.infra.seal;

import java.util.Arrays;

/**
 * A seal as it lies in the database, with what is kept beside it.
 *
 * @param seal the seal
 * @param hashes for each of its events, in order of position, the chain's hash up to it
 * @param peaks the tree of seals, this one included
 */
public record StoredSeal(Seal seal, byte[] hashes, byte[] peaks) {

    /** Whether there is a hash for each of its events. */
    public boolean isComplete() {
        return hashes.length > 0 && hashes.length == seal.events() * Hash.LENGTH;
    }

    /** The chain's hash up to an event of this seal. */
    public byte[] hashAt(long position) {
        int from = Math.toIntExact((position - seal.firstPosition()) * Hash.LENGTH);
        return Arrays.copyOfRange(hashes, from, from + Hash.LENGTH);
    }
}
