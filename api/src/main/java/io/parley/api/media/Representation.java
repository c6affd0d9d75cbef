package io.parley.api.media;

import io.parley.contract.media.EncryptedMedia;
import io.parley.contract.media.MediaContent;
import io.parley.contract.media.MediaContent.Preview;
import io.parley.contract.media.MediaDescription;
import org.springframework.http.ETag;

/**
 * What is sent of media.
 *
 * @param object the object that has the bytes
 * @param contentType their type
 * @param size how many there are
 * @param tag what tells them from any others
 * @param disposition what a browser is to do with them
 */
record Representation(EncryptedMedia object, String contentType, long size, ETag tag, String disposition) {

    /** The media themselves. */
    static Representation original(MediaContent content, boolean asAttachment) {
        MediaDescription known = content.description();
        return new Representation(
                content.original(),
                known.contentType(),
                known.size(),
                new ETag(known.sha256(), false),
                FileNameHeader.write(asAttachment ? "attachment" : "inline", known.name()));
    }

    /** Their thumbnail. */
    static Representation thumbnail(MediaContent content) {
        Preview preview = content.thumbnail();
        if (preview == null) {
            throw MediaPaths.notFound();
        }
        return new Representation(
                content.small().orElseThrow(),
                preview.contentType(),
                preview.size(),
                new ETag(content.description().sha256() + "-thumbnail", false),
                "inline");
    }
}
