package io.parley.contract.media;

import io.parley.contract.id.MediaId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of an object in the {@link MediaStore}. It says nothing of what the object is, and has no characters that any file
 * system, URL or object store could take for more than a name.
 *
 * @param value 1 to 100 of {@code a-z}, {@code 0-9}, {@code -} and {@code _}, of which the first is a letter or a digit
 */
public record MediaObjectId(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9_-]{0,99}");
    private static final int UUID_LENGTH = 36;
    private static final Pattern OF_MEDIA = Pattern.compile(
            "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(_thumbnail|_part-[1-9][0-9]*)?");

    /**
     * A name.
     *
     * @throws IllegalArgumentException if it has another form
     */
    public MediaObjectId {
        if (!isOne(value)) {
            throw new IllegalArgumentException("not the name of a media object");
        }
    }

    /** The object with the bytes of media. */
    public static MediaObjectId of(MediaId mediaId) {
        return new MediaObjectId(mediaId.toString());
    }

    /** The object with the small picture of an image. */
    public static MediaObjectId ofThumbnail(MediaId mediaId) {
        return new MediaObjectId(mediaId + "_thumbnail");
    }

    /**
     * The object with a part of an upload that is not complete.
     *
     * @param number the part's number, from 1
     */
    public static MediaObjectId ofPart(MediaId mediaId, int number) {
        return new MediaObjectId(mediaId + "_part-" + number);
    }

    /** The media that the object belongs to; empty if the name is none of those that media have here. */
    public Optional<MediaId> mediaId() {
        if (!OF_MEDIA.matcher(value).matches()) {
            return Optional.empty();
        }
        return Optional.of(MediaId.valueOf(value.substring(0, UUID_LENGTH)));
    }

    /** Whether a text is the name of an object. */
    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
