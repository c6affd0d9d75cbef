package io.parley.infra.media.upload;

import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.media.UploadRef;
import io.parley.contract.media.UploadState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An upload as the table has it.
 *
 * @param ref which it is
 * @param length how many bytes it will have
 * @param received how many of them are stored
 * @param phase what has become of it
 * @param content its name and key, or what it was found to be; null once that is gone
 * @param taken whether it was ever taken as media
 * @param parts the number of the last part that was begun
 * @param locked whether somebody works on it
 * @param expiresAt when it has had its time
 */
record UploadRow(
        UploadRef ref,
        long length,
        long received,
        UploadPhase phase,
        @Nullable Ciphertext content,
        boolean taken,
        int parts,
        boolean locked,
        Instant expiresAt) {

    /** As its uploader sees it. */
    UploadState state() {
        return new UploadState(ref.mediaId(), length, received, phase == UploadPhase.COMPLETE, expiresAt);
    }

    /** The same with more bytes. */
    UploadRow grown(long bytes) {
        return new UploadRow(ref, length, received + bytes, phase, content, taken, parts, locked, expiresAt);
    }

    /** Whether objects may lie in the store under the media's own names of which nobody will ever know. */
    boolean hasUnknownMedia() {
        return phase == UploadPhase.REFUSED || !taken;
    }
}
