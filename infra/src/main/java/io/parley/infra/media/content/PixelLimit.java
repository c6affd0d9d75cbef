package io.parley.infra.media.content;

/**
 * Refuses images that are small as files and huge when decoded.
 *
 * @param maxPixels how many pixels an image may have
 */
record PixelLimit(long maxPixels) {

    /** Decoders hold whole rows: without this, one row could be all of the pixels. It is as much as JPEG can say. */
    static final int LONGEST_SIDE = 65_535;

    /** Refuses sizes beyond it, and what has no size. */
    void check(long width, long height, String format) {
        if (width < 1 || height < 1) {
            throw Refusals.malformed(format);
        }
        if (width > LONGEST_SIDE || height > LONGEST_SIDE || width * height > maxPixels) {
            throw Refusals.tooManyPixels(maxPixels);
        }
    }
}
