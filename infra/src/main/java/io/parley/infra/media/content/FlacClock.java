package io.parley.infra.media.content;

import java.time.Duration;
import java.util.Optional;

/** Reads how long a FLAC says it is (RFC 9639, 8.2). */
final class FlacClock implements Clock {

    /** Where rate and number of samples stand in the description of the stream. */
    static final int RATE = 10;

    static final int DESCRIPTION = 34;
    private static final int SIGNATURE_AND_HEADER = 8;

    private final long tags;
    private Optional<Duration> duration = Optional.empty();

    /** For one behind so many bytes of tags. */
    FlacClock(long tags) {
        this.tags = tags;
    }

    @Override
    public Step begin() {
        return Step.drop(
                tags,
                () -> Step.take(SIGNATURE_AND_HEADER, start -> {
                    boolean described =
                            (Octets.u8(start, 4) & 0x7F) == 0 && (Octets.u32(start, 4) & 0xFFFFFF) == DESCRIPTION;
                    return described ? Step.take(DESCRIPTION, this::description) : Step.ignoreRest();
                }));
    }

    private Step description(byte[] bytes) {
        long samples = (Octets.u8(bytes, RATE + 3) & 15L) << 32 | Octets.u32(bytes, RATE + 4);
        duration = Length.of(samples, rate(bytes, 0));
        return Step.ignoreRest();
    }

    /** The first twenty bits. */
    static long rate(byte[] bytes, int description) {
        return Octets.u32(bytes, description + RATE) >> 12;
    }

    @Override
    public Optional<Duration> duration() {
        return duration;
    }
}
