package io.parley.infra.media.thumbnail;

/**
 * A small picture of an image, turned as it is shown.
 *
 * @param bytes a JPEG, or a PNG where something shines through
 * @param contentType which of the two
 * @param width how wide it is
 * @param height how high it is
 * @param blurHash what stands in for it until it is there, in the form of BlurHash
 */
@SuppressWarnings("ArrayRecordComponent") // it is handed on, not compared
public record Thumbnail(byte[] bytes, String contentType, int width, int height, String blurHash) {

    /** How long the longer side is at most. */
    public static final int LONGER_SIDE = 320;
}
