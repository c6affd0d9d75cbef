package io.parley.contract.media;

import io.parley.contract.id.MediaId;
import java.time.Instant;

/**
 * How far an upload has come.
 *
 * @param mediaId the media that it becomes
 * @param length how many bytes it will have
 * @param offset how many of them are there
 * @param complete whether the media have been made known
 * @param expiresAt when it has had its time
 */
public record UploadState(MediaId mediaId, long length, long offset, boolean complete, Instant expiresAt) {

    /** Whether all bytes are there, and media are yet to be made of them. */
    public boolean isToBeFinished() {
        return offset == length && !complete;
    }

    /** The same, complete. */
    public UploadState completed() {
        return new UploadState(mediaId, length, offset, true, expiresAt);
    }
}
