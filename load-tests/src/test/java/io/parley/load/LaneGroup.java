package io.parley.load;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.zip.CRC32;

/**
 * A group, and which of its lanes fail.
 *
 * @param chatId the chat
 * @param failing the numbers of the lanes that fail
 */
record LaneGroup(String chatId, BitSet failing) {

    /** Reckons as the server does that was told {@code every=…}: those lanes fail whose id's CRC-32 is a multiple. */
    static LaneGroup of(String chatId, int lanes, int every) {
        BitSet failing = new BitSet();
        for (int lane = 0; lane < lanes; lane++) {
            CRC32 sum = new CRC32();
            sum.update((chatId + "/" + lane).getBytes(StandardCharsets.UTF_8));
            failing.set(lane, sum.getValue() % every == 0);
        }
        return new LaneGroup(chatId, failing);
    }

    /** How many of its lanes fail. */
    int failures() {
        return failing.cardinality();
    }
}
