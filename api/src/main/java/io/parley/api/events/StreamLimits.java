package io.parley.api.events;

import java.time.Duration;

/**
 * What an open stream needs to know of {@link StreamProperties}. Time is counted in ticks of one shared clock.
 *
 * @param bufferFrames how many events may wait
 * @param bufferBytes how many bytes may wait
 * @param stallTicks after how many ticks without a byte taken the client counts as stalled
 */
record StreamLimits(int bufferFrames, long bufferBytes, int stallTicks) {

    /** Ticks without a byte after which a comment is due. */
    static final int HEARTBEAT_TICKS = 4;

    static StreamLimits of(StreamProperties properties) {
        long stall = properties.stallTimeout().dividedBy(tick(properties));
        return new StreamLimits(
                properties.bufferFrames(), properties.bufferSize().toBytes(), (int)
                        Math.max(HEARTBEAT_TICKS + 1, stall));
    }

    /** The time from tick to tick. */
    static Duration tick(StreamProperties properties) {
        return properties.heartbeat().dividedBy(HEARTBEAT_TICKS);
    }
}
