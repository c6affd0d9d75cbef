package io.parley.infra.media.content;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts the bytes of a WAV's data; who writes one to a pipe does not know beforehand how many there will be. */
final class WavClock implements Clock {

    private static final int FORM = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int FORMAT = 16;

    private long bytesPerSecond;
    private long bytes;

    @Override
    public Step begin() {
        return Step.drop(FORM, this::nextChunk);
    }

    private Step nextChunk() {
        return Step.take(CHUNK_HEADER, header -> {
            long length = Octets.u32le(header, 4);
            long padded = length + (length & 1);
            if (Octets.has(header, 0, "data")) {
                return new Counted(length);
            }
            if (Octets.has(header, 0, "fmt ") && length >= FORMAT) {
                return Step.take(FORMAT, format -> {
                    bytesPerSecond = Octets.u32le(format, 8);
                    return Step.drop(padded - FORMAT, this::nextChunk);
                });
            }
            return Step.drop(padded, this::nextChunk);
        });
    }

    @Override
    public Optional<Duration> duration() {
        return Length.of(bytes, bytesPerSecond);
    }

    private final class Counted extends Step {

        private final long length;

        Counted(long length) {
            this.length = length;
        }

        @Override
        @Nullable
        Step feed(ByteBuffer in, Output out) {
            bytes = Math.min(length, bytes + in.remaining());
            in.position(in.limit());
            return null;
        }
    }
}
