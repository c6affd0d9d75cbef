package io.parley.infra.media.upload;

import com.google.crypto.tink.subtle.Hkdf;
import io.parley.contract.media.EncryptedMedia;
import io.parley.contract.media.MediaContent;
import io.parley.contract.media.MediaKey;
import io.parley.contract.media.MediaObjectId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * The objects that an upload's parts are. Each has a key of its own, as every object has: derived from the upload's key and the
 * object's name (HKDF-SHA-256, RFC 5869), so that one key is enough to keep, and to destroy.
 */
final class PartObjects {

    private static final byte[] NO_SALT = {};

    private PartObjects() {}

    /** A part of the upload that has this name and key. */
    static EncryptedMedia part(MediaContent upload, int number) {
        MediaObjectId id = MediaObjectId.ofPart(upload.mediaId(), number);
        return new EncryptedMedia(
                id, derived(upload.key(), id), upload.mediaId().toString());
    }

    private static MediaKey derived(MediaKey key, MediaObjectId id) {
        try {
            byte[] bits = Hkdf.computeHkdf(
                    "HMACSHA256", key.bits(), NO_SALT, id.value().getBytes(StandardCharsets.US_ASCII), MediaKey.SIZE);
            byte format = key.encode()[0];
            return MediaKey.decode(
                    ByteBuffer.allocate(1 + MediaKey.SIZE).put(format).put(bits).array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not to be had", e);
        }
    }
}
