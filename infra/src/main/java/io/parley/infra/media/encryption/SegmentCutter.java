package io.parley.infra.media.encryption;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;

/**
 * Makes segments of a stream of buffers of any size: large ones are cut, without being copied, and small ones gathered. A segment
 * is given when a byte comes after it or the stream ends, so that the last is known for what it is; a stream without bytes has one
 * that is empty. One stream's state: at most one segment that is given, one being gathered and one buffer.
 */
final class SegmentCutter {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final int[] firstLengths;
    private final int length;
    private int cut;
    private int left;
    private ByteBuffer gathered = NOTHING;

    private SegmentCutter(int[] firstLengths, int length) {
        this.firstLengths = firstLengths;
        this.length = length;
        this.left = lengthOf(0);
    }

    /**
     * The same bytes in segments, on the threads that bring or ask for them. One buffer is asked for at a time.
     *
     * @param length how long segments are, but for the first ones and the last
     * @param firstLengths how long the first ones are
     */
    static Flux<Segment> cut(Flux<ByteBuffer> bytes, int length, int... firstLengths) {
        return Flux.defer(() -> {
            SegmentCutter cutter = new SegmentCutter(firstLengths, length);
            return bytes.concatMapIterable(cutter::pieces, 1)
                    .handle(cutter::gather)
                    .concatWith(Mono.fromSupplier(cutter::last));
        });
    }

    /** What a buffer has of each segment. */
    private List<Piece> pieces(ByteBuffer buffer) {
        List<Piece> pieces = new ArrayList<>(1);
        while (buffer.hasRemaining()) {
            int size = Math.min(left, buffer.remaining());
            pieces.add(new Piece(buffer.slice(buffer.position(), size), lengthOf(cut)));
            buffer.position(buffer.position() + size);
            left -= size;
            if (left == 0) {
                cut++;
                left = lengthOf(cut);
            }
        }
        return pieces;
    }

    private int lengthOf(int segment) {
        return segment < firstLengths.length ? firstLengths[segment] : length;
    }

    /** Where nothing is given to the sink, one more piece is asked for. */
    private void gather(Piece piece, SynchronousSink<Segment> sink) {
        if (!gathered.hasRemaining()) {
            if (gathered != NOTHING) {
                sink.next(new Segment(gathered.flip(), false));
            }
            gathered = piece.begin();
        } else {
            gathered.put(piece.bytes);
        }
    }

    private Segment last() {
        return new Segment(gathered.flip(), true);
    }

    /** A part of a segment of some length. */
    private record Piece(ByteBuffer bytes, int length) {

        /** A segment that begins with this; one that it is needs no copy. */
        ByteBuffer begin() {
            return bytes.remaining() == length
                    ? bytes.position(bytes.limit())
                    : ByteBuffer.allocate(length).put(bytes);
        }
    }
}
