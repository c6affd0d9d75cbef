package io.parley.infra.media.content;

import java.util.List;

/**
 * Looks in the head of a file for the beginnings of what a browser, a shell or a reader of documents could take it for, whatever
 * else it is: files that are two things at once (polyglots) carry them behind a genuine image's first bytes.
 */
final class Markup {

    /** Anywhere, in either case. Compressed data has the shortest of them in one head of some ten million. */
    private static final List<String> ANYWHERE =
            List.of("<script", "<html", "<svg", "<!doctype", "<?php", "<iframe", "<body");

    /** Only near the beginning: readers look for them there, and honest metadata has them further behind. */
    private static final List<String> NEAR_THE_BEGINNING = List.of("<?xml", "%pdf-");

    private static final int NEAR = 1024;

    private Markup() {}

    /** Whether there is any. */
    static boolean isIn(byte[] head) {
        for (int i = 0; i < head.length; i++) {
            if ((head[i] == '<' && beginsOne(head, i, ANYWHERE))
                    || (i < NEAR && beginsOne(head, i, NEAR_THE_BEGINNING))) {
                return true;
            }
        }
        return Octets.has(head, 0, "#!");
    }

    /** Whether what stands behind the end of an image begins another file: an archive, or what {@link #isIn} finds. */
    static boolean isBehind(byte[] rest) {
        for (int i = 0; i < rest.length; i++) {
            if (Octets.has(rest, i, "PK\u0003\u0004") || Octets.has(rest, i, "Rar!\u001a\u0007")) {
                return true;
            }
        }
        return isIn(rest) || Octets.has(rest, 0, "7z\u00bc\u00af") || Octets.has(rest, 0, "\u007fELF");
    }

    private static boolean beginsOne(byte[] head, int at, List<String> tokens) {
        return tokens.stream().anyMatch(token -> matches(head, at, token));
    }

    private static boolean matches(byte[] head, int at, String token) {
        if (head.length - at < token.length()) {
            return false;
        }
        for (int i = 0; i < token.length(); i++) {
            int letter = Octets.u8(head, at + i);
            int lower = letter >= 'A' && letter <= 'Z' ? letter + 32 : letter;
            if (lower != token.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
