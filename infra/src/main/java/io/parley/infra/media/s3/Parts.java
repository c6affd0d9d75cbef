package io.parley.infra.media.s3;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Flux;

/**
 * Gathers a stream into parts that are all of one size but the last: an S3 must be told how long a part is before its first byte,
 * and some want all to be alike.
 */
final class Parts {

    /** The least that an S3 takes for a part that is not the last. */
    static final int SIZE = 5 << 20;

    private int cutAt;
    private int filled;

    private Parts() {}

    /** The parts; none if there are no bytes. Asks for no more than fills the part that it was asked for. */
    static Flux<List<ByteBuffer>> of(Flux<ByteBuffer> bytes) {
        return Flux.defer(() -> {
            Parts parts = new Parts();
            return bytes.concatMapIterable(parts::cut, 1).bufferUntil(piece -> parts.isFullWith(piece));
        });
    }

    static int size(List<ByteBuffer> part) {
        return part.stream().mapToInt(ByteBuffer::remaining).sum();
    }

    /** Pieces of which none reaches into the next part. */
    private List<ByteBuffer> cut(ByteBuffer buffer) {
        List<ByteBuffer> pieces = new ArrayList<>();
        while (buffer.hasRemaining()) {
            int length = Math.min(buffer.remaining(), SIZE - cutAt);
            pieces.add(buffer.slice(buffer.position(), length));
            buffer.position(buffer.position() + length);
            cutAt = (cutAt + length) % SIZE;
        }
        return pieces;
    }

    private boolean isFullWith(ByteBuffer piece) {
        filled = (filled + piece.remaining()) % SIZE;
        return filled == 0;
    }
}
