package io.parley.infra.keyring;

import io.parley.contract.media.MediaContent;

/**
 * What media are that no message has taken up, as the bytes that are encrypted: a version, then {@link MediaBody}, padded. A format
 * that is stored: a field that is added must be one that older readers may overlook, anything else needs a new version.
 */
final class MediaCodec {

    private MediaCodec() {}

    static byte[] encode(MediaContent content) {
        return VersionedJson.encode(MediaBody.of(content));
    }

    /**
     * Decodes what {@link #encode} made.
     *
     * @throws IllegalArgumentException if this is something else; its message quotes nothing
     */
    static MediaContent decode(byte[] padded) {
        return VersionedJson.decode(padded, MediaBody.class, "media").content();
    }
}
