package io.parley.contract.media;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/**
 * A part of an object that can be read.
 *
 * @param size how many bytes the whole object has
 * @param length how many of them are in the range that was asked for
 * @param bytes those bytes. The object is opened when somebody subscribes, each time anew; until then nothing is held. It brings
 *     no more than is asked for, and each buffer belongs to whoever gets it. It fails with {@link MediaMissingException} if the
 *     object is gone by then, and with {@link MediaStoreUnavailableException} also if the store ends early: it never completes
 *     with fewer bytes than {@code length}
 */
public record MediaSlice(long size, long length, Flow.Publisher<ByteBuffer> bytes) {}
