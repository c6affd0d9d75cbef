package io.parley.audit.verify;

import io.parley.infra.seal.LoggedEvent;
import io.parley.infra.seal.StoredSeal;
import java.util.List;

/**
 * Some seals and the events that lie in their positions, with what takes long worked out already.
 *
 * @param seals the seals, in order
 * @param genuine for each, whether a key of the platform signed it
 * @param events the events, in order of position, without what they say
 * @param digests for each, its digest; empty if it is not looked at
 */
record Batch(List<StoredSeal> seals, boolean[] genuine, List<Place> events, List<byte[]> digests) {

    private static final byte[] NOT_LOOKED_AT = {};

    static byte[] notLookedAt() {
        return NOT_LOOKED_AT;
    }

    static boolean isLookedAt(byte[] digest) {
        return digest.length > 0;
    }

    /** The last position that its seals cover. */
    long lastPosition() {
        return seals.get(seals.size() - 1).seal().lastPosition();
    }

    /** How many of some of its events are looked at. */
    long lookedAt(int from, int to) {
        return digests.subList(from, to).stream().filter(Batch::isLookedAt).count();
    }

    /** What is kept of an event until its turn. */
    record Place(long position, String chain, String type) {

        static Place of(LoggedEvent event) {
            String type = event.type();
            int name = Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1;
            return new Place(event.position(), event.chain(), type.substring(name));
        }

        String described() {
            return "%s of %s".formatted(type, chain);
        }
    }
}
