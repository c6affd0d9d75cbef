package io.parley.infra.media.encryption;

import java.nio.ByteBuffer;

/**
 * The bytes of one segment.
 *
 * @param isLast whether nothing follows in this stream
 */
record Segment(ByteBuffer bytes, boolean isLast) {}
