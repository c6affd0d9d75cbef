package io.parley.contract.media;

import io.parley.contract.id.MediaId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What media are and all that it takes to read them. Only ever in memory; at rest it is
 * {@link io.parley.contract.crypto.Ciphertext}, under a key of its own until a message takes the media up, and then as part of what
 * the message says: with the message's key goes the way to the bytes.
 *
 * @param mediaId the media
 * @param description what members see of them
 * @param key the key of the object that has their bytes
 * @param thumbnail the small picture of an image; null if there is none
 */
public record MediaContent(
        MediaId mediaId,
        MediaDescription description,
        MediaKey key,
        @Nullable Preview thumbnail) {

    /**
     * A small picture, which is an object of its own.
     *
     * @param key the object's key
     * @param contentType its type
     * @param size how many bytes it has
     */
    public record Preview(MediaKey key, String contentType, long size) {}

    /** The object that has the bytes of media, under a key. */
    public static EncryptedMedia original(MediaId mediaId, MediaKey key) {
        return new EncryptedMedia(MediaObjectId.of(mediaId), key, mediaId.toString());
    }

    /** The object that has the thumbnail of media, under a key. */
    public static EncryptedMedia small(MediaId mediaId, MediaKey key) {
        return new EncryptedMedia(MediaObjectId.ofThumbnail(mediaId), key, mediaId.toString());
    }

    /** The object that has the bytes. */
    public EncryptedMedia original() {
        return original(mediaId, key);
    }

    /** The object that has the thumbnail. */
    public Optional<EncryptedMedia> small() {
        return Optional.ofNullable(thumbnail).map(preview -> small(mediaId, preview.key()));
    }

    /** The objects in the store. */
    public List<MediaObjectId> objects() {
        return Stream.concat(Stream.of(original()), small().stream())
                .map(EncryptedMedia::id)
                .toList();
    }
}
