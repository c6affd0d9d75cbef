package io.parley.infra.media.content;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads how long a Matroska or WebM file says it is; or where it does not, as with those that a browser records, when its last
 * block begins. Elements that hold what is sought are entered without minding where they end, so that it makes no difference
 * whether that is known.
 */
final class MatroskaClock implements Clock {

    private static final long INFO = 0x1549A966L;
    private static final long CLUSTER = 0x1F43B675L;
    private static final long BLOCK_GROUP = 0xA0;
    private static final Set<Long> ENTERED = Set.of(Matroska.SEGMENT, INFO, CLUSTER, BLOCK_GROUP);

    private static final int TIMESTAMP_SCALE = 0x2AD7B1;
    private static final int DURATION = 0x4489;
    private static final int TIMESTAMP = 0xE7;
    private static final int BLOCK = 0xA1;
    private static final int SIMPLE_BLOCK = 0xA3;
    private static final int BLOCK_HEADER = 4;

    private static final double NANOS = 1e9;

    private double scale = 1_000_000;
    private double said;
    private long cluster;
    private long last;

    @Override
    public Step begin() {
        return Step.take(1, first -> {
            int length = lengthOf(first[0]);
            return length > 4
                    ? Step.ignoreRest()
                    : Step.take(length - 1, rest -> size(number(Octets.u8(first, 0), rest)));
        });
    }

    /** The number of zeros before the first one says how many bytes follow. */
    private static int lengthOf(byte first) {
        return Integer.numberOfLeadingZeros(first & 0xFF) - 23;
    }

    private Step size(long id) {
        return Step.take(1, first -> {
            int length = lengthOf(first[0]);
            int start = Octets.u8(first, 0) & (1 << 8 - length) - 1;
            return length > 8
                    ? Step.ignoreRest()
                    : Step.take(length - 1, rest -> element(id, number(start, rest), (1L << 7 * length) - 1));
        });
    }

    private Step element(long id, long size, long unknown) {
        if (ENTERED.contains(id)) {
            return begin();
        }
        if (size == unknown) {
            return Step.ignoreRest();
        }
        return switch ((int) id) {
            case TIMESTAMP_SCALE -> value(size, bytes -> scale = number(0, bytes));
            case DURATION -> value(size, bytes -> said = real(bytes));
            case TIMESTAMP -> value(size, bytes -> cluster = number(0, bytes));
            case BLOCK, SIMPLE_BLOCK -> block(size);
            default -> Step.drop(size, this::begin);
        };
    }

    private Step value(long size, Consumer<byte[]> read) {
        if (size > 8) {
            return Step.drop(size, this::begin);
        }
        return Step.take((int) size, bytes -> {
            read.accept(bytes);
            return begin();
        });
    }

    /** The number of the track, of one byte where there are few, and how long after the cluster's begin it is. */
    private Step block(long size) {
        if (size < BLOCK_HEADER) {
            return Step.drop(size, this::begin);
        }
        return Step.take(BLOCK_HEADER, bytes -> {
            if (lengthOf(bytes[0]) == 1) {
                last = Math.max(last, cluster + (short) Octets.u16(bytes, 1));
            }
            return Step.drop(size - BLOCK_HEADER, this::begin);
        });
    }

    private static long number(long start, byte[] bytes) {
        long value = start;
        for (int i = 0; i < bytes.length; i++) {
            value = value << 8 | Octets.u8(bytes, i);
        }
        return value;
    }

    private static double real(byte[] bytes) {
        return switch (bytes.length) {
            case 4 -> Float.intBitsToFloat((int) number(0, bytes));
            case 8 -> Double.longBitsToDouble(number(0, bytes));
            default -> 0;
        };
    }

    @Override
    public Optional<Duration> duration() {
        return Length.of(said * scale, NANOS).or(() -> Length.of(last * scale, NANOS));
    }
}
