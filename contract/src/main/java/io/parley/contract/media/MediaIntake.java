package io.parley.contract.media;

import io.parley.contract.id.MediaId;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * Takes the bytes of an upload: finds out what they are while they pass, takes out where a picture was taken, encrypts them and puts
 * them into the store, and a thumbnail beside them. Whoever calls it then makes the media known by {@link MediaCommand.UploadMedia};
 * until then they are objects that nobody knows, and are swept.
 */
public interface MediaIntake {

    /**
     * Takes an upload. The stage fails with a {@link io.parley.contract.error.Rejection}: {@code too_large} as soon as it is,
     * {@code unsupported_media_type} for what is neither image nor audio nor video, as nothing at all is not;
     * with {@link MediaStoreUnavailableException}; or with the publisher's own failure. Whatever it fails with, nothing of it stays in
     * a store that can be reached. It may be cancelled.
     *
     * @param mediaId the media's new identifier, by which their objects are named
     * @param fileName the file's name as the client gave it, which is cleaned here; empty for none
     * @param bytes the content, asked for no faster than the store takes it
     */
    CompletionStage<MediaContent> take(MediaId mediaId, String fileName, Flow.Publisher<ByteBuffer> bytes);

    /**
     * Removes what was taken, where it is certain that nobody will ever know it: after {@code UploadMedia} was refused, not where its
     * outcome is unknown.
     */
    CompletionStage<Void> discard(MediaContent content);

    /** How many bytes an upload may have. */
    long largest();
}
