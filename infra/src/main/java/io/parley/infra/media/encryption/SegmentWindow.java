package io.parley.infra.media.encryption;

import io.parley.contract.media.ByteRange;
import java.nio.ByteBuffer;

/**
 * The segments that a range of an object touches. A range that begins beyond the end is taken to touch the last one, which is
 * read to see whether the end is one.
 *
 * @param range the range of the content
 * @param size how many bytes the content has
 */
record SegmentWindow(ByteRange range, long size) {

    long first() {
        return Math.min(MediaFormat.segmentOf(range.first()), lastOfAll());
    }

    long last() {
        return Math.min(MediaFormat.segmentOf(range.last()), lastOfAll());
    }

    /** The last segment of the object. */
    long lastOfAll() {
        return MediaFormat.segments(size) - 1;
    }

    /** How many bytes of the content are in the range. */
    long length() {
        return range.lengthWithin(size);
    }

    /** Whether these are the segments that {@link MediaFormat#stored(ByteRange)} means without knowing the size. */
    boolean isAsAskedFor() {
        return MediaFormat.segmentOf(range.first()) <= lastOfAll();
    }

    /** Where these segments are in the store. */
    ByteRange stored() {
        return MediaFormat.stored(first(), last());
    }

    /** How much content a segment has. */
    int contentOf(long segment) {
        return (int) (Math.min(MediaFormat.begin(segment + 1), size) - MediaFormat.begin(segment));
    }

    /** What is in the range of a segment's content. */
    ByteBuffer cut(long segment, ByteBuffer content) {
        long begin = MediaFormat.begin(segment);
        int length = content.remaining();
        int from = within(range.first() - begin, length);
        int to = within(Math.min(range.last(), size - 1) + 1 - begin, length);
        return content.slice(content.position() + from, Math.max(0, to - from));
    }

    private static int within(long index, int length) {
        return (int) Math.max(0, Math.min(index, length));
    }
}
