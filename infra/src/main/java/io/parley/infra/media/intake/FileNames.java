package io.parley.infra.media.intake;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;

/**
 * Names of files as they may be shown and saved: no path, nothing that cannot be seen or turns the reading direction, nothing that
 * a file system refuses, at most {@value #LONGEST} bytes. What claims by its ending to be no image, audio or video gets the right
 * ending: a picture that is saved as {@code x.html} would be opened as a page.
 */
final class FileNames {

    /** In UTF-8, as most file systems count. */
    static final int LONGEST = 255;

    /** Beyond that it is no ending, but part of the name. */
    private static final int LONGEST_ENDING = 16;

    private static final MimeTypes TYPES = MimeTypes.getDefaultMimeTypes();
    private static final Pattern PATH = Pattern.compile("^.*[/\\\\]", Pattern.DOTALL);

    /** All controls and format characters but the joiners, which some scripts and emoji need; line breaks; what is no character. */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Cn}\\p{Co}\\p{Zl}\\p{Zp}]|[\\p{Cf}&&[^\\u200C\\u200D]]");

    private static final Pattern UNSAVABLE = Pattern.compile("[<>:\"|?*]");
    private static final Pattern EDGES = Pattern.compile("^[\\s\\p{Z}.\\u200C\\u200D]+|[\\s\\p{Z}.\\u200C\\u200D]+$");

    /** As people know them; those that come first in Tika's list are not always. */
    private static final Map<String, String> ENDINGS = Map.ofEntries(
            Map.entry("image/jpeg", ".jpg"),
            Map.entry("image/png", ".png"),
            Map.entry("image/gif", ".gif"),
            Map.entry("image/webp", ".webp"),
            Map.entry("image/avif", ".avif"),
            Map.entry("image/heic", ".heic"),
            Map.entry("video/mp4", ".mp4"),
            Map.entry("video/quicktime", ".mov"),
            Map.entry("video/webm", ".webm"),
            Map.entry("video/x-matroska", ".mkv"),
            Map.entry("audio/mp4", ".m4a"),
            Map.entry("audio/webm", ".weba"),
            Map.entry("audio/x-matroska", ".mka"),
            Map.entry("audio/mpeg", ".mp3"),
            Map.entry("audio/aac", ".aac"),
            Map.entry("audio/wav", ".wav"),
            Map.entry("audio/ogg", ".ogg"),
            Map.entry("audio/flac", ".flac"));

    private FileNames() {}

    /**
     * Cleans a name.
     *
     * @param given as the client gave it; empty for none
     * @param contentType what the file is, by content
     */
    static String clean(String given, String contentType) {
        String name = PATH.matcher(given).replaceFirst("");
        name = UNSEEN.matcher(name).replaceAll("");
        name = UNSAVABLE
                .matcher(Normalizer.normalize(name, Normalizer.Form.NFC))
                .replaceAll("_");
        name = EDGES.matcher(name).replaceAll("");
        if (name.isEmpty()) {
            return contentType.substring(0, contentType.indexOf('/')) + ending(contentType);
        }
        return saysSomethingElse(name) ? shortened(name + ending(contentType)) : shortened(name);
    }

    private static boolean saysSomethingElse(String name) {
        MediaType type = TYPES.getMimeType(name).getType();
        boolean isMedia = type.getType().equals("image")
                || type.getType().equals("audio")
                || type.getType().equals("video");
        return isMedia ? type.getSubtype().startsWith("svg") : !type.equals(MediaType.OCTET_STREAM);
    }

    private static String ending(String contentType) {
        return ENDINGS.getOrDefault(contentType, "");
    }

    /** Cut before its ending, which says most. */
    private static String shortened(String name) {
        if (size(name) <= LONGEST) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String ending = dot > 0 && size(name.substring(dot)) <= LONGEST_ENDING ? name.substring(dot) : "";
        StringBuilder kept = new StringBuilder(name.substring(0, Math.min(name.length() - ending.length(), LONGEST)));
        while (size(kept + ending) > LONGEST) {
            kept.setLength(kept.offsetByCodePoints(kept.length(), -1));
        }
        return kept + ending;
    }

    private static int size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
