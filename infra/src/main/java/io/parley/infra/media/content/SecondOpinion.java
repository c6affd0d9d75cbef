package io.parley.infra.media.content;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;

/**
 * What Apache Tika takes the head of a file for. It knows some hundreds of kinds of files, and so finds those that hide behind
 * another's first bytes where their signature weighs more.
 */
final class SecondOpinion {

    private static final Set<String> FILM =
            Set.of("video/mp4", "video/quicktime", "video/x-m4v", "video/3gpp", "application/mp4", "audio/mp4");
    private static final Set<String> MATROSKA = Set.of("application/x-matroska", "video/x-matroska", "video/webm");
    private static final Set<String> OGG =
            Set.of("audio/ogg", "application/ogg", "audio/opus", "audio/vorbis", "audio/x-oggflac", "audio/speex");

    /** It has no signature for some of what these may begin with. */
    private static final Set<String> FRAMES = Set.of("audio/mpeg", "audio/x-aac", "application/octet-stream");

    private static final Map<String, Set<String>> SAME = Map.ofEntries(
            Map.entry("image/jpeg", Set.of("image/jpeg")),
            Map.entry("image/png", Set.of("image/png", "image/apng")),
            Map.entry("image/gif", Set.of("image/gif")),
            Map.entry("image/webp", Set.of("image/webp")),
            Map.entry("image/avif", Set.of("image/avif", "image/heif", "video/quicktime")),
            Map.entry("image/heic", Set.of("image/heic", "image/heif", "video/quicktime")),
            Map.entry("video/quicktime", FILM),
            Map.entry("video/mp4", FILM),
            Map.entry("audio/mp4", FILM),
            Map.entry("video/webm", MATROSKA),
            Map.entry("audio/webm", MATROSKA),
            Map.entry("video/x-matroska", MATROSKA),
            Map.entry("audio/x-matroska", MATROSKA),
            Map.entry("audio/wav", Set.of("audio/vnd.wave")),
            Map.entry("audio/ogg", OGG),
            Map.entry("audio/flac", Set.of("audio/x-flac", "audio/mpeg")),
            Map.entry("audio/mpeg", FRAMES),
            Map.entry("audio/aac", FRAMES));

    private SecondOpinion() {}

    /** Whether it takes the head for what we take it for. */
    static boolean agrees(String contentType, byte[] head) {
        return SAME.getOrDefault(contentType, Set.of()).contains(type(head));
    }

    private static String type(byte[] head) {
        try (InputStream bytes = new ByteArrayInputStream(head)) {
            return MimeTypes.getDefaultMimeTypes()
                    .detect(bytes, new Metadata())
                    .getBaseType()
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
