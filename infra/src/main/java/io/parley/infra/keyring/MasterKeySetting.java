package io.parley.infra.keyring;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the setting {@code PARLEY_MASTER_KEY} says that the key-encryption key lies. It names a file, by a path or a
 * {@code file:} URI, and never holds the key itself: what does could be read in process lists and crash reports. A value that
 * may be a key is therefore refused, and never repeated in the refusal.
 */
final class MasterKeySetting {

    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):.*", Pattern.DOTALL);
    private static final Pattern KEY_MARKS = Pattern.compile("[{}\\[\\]\"\\s]|-----BEGIN|primaryKeyId");
    private static final Pattern BARE_WORD = Pattern.compile("[A-Za-z0-9+_-]{16,}");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{16,}={1,2}");
    private static final Pattern BASE64_OF_256_BITS = Pattern.compile("[A-Za-z0-9+/]{43}");

    private MasterKeySetting() {}

    /**
     * The file that the setting names.
     *
     * @param setting the setting; blank for the default
     * @param byDefault the file used by default
     * @throws KeyFileProblem if the setting names no file
     */
    static Path resolve(String setting, Path byDefault) {
        String value = setting.strip();
        if (value.isEmpty()) {
            return byDefault.toAbsolutePath().normalize();
        }
        Matcher scheme = SCHEME.matcher(value);
        Path path = scheme.matches() ? ofUri(scheme.group(1), value) : ofPath(value);
        return path.toAbsolutePath().normalize();
    }

    private static Path ofUri(String scheme, String value) {
        if (!scheme.toLowerCase(Locale.ROOT).equals("file")) {
            throw new KeyFileProblem("PARLEY_MASTER_KEY has the scheme \"" + scheme.toLowerCase(Locale.ROOT)
                    + ":\", which this version does not know: name a file, by a path or a file: URI.");
        }
        try {
            return Path.of(URI.create(value));
        } catch (IllegalArgumentException e) {
            throw new KeyFileProblem(
                    "PARLEY_MASTER_KEY is no file: URI of this machine: write it as file:///path/to/master-key.json.");
        }
    }

    private static Path ofPath(String value) {
        try {
            Path path = Path.of(value);
            if (looksLikeKey(value) && !Files.exists(path)) {
                throw looksLikeKeyProblem();
            }
            return path;
        } catch (InvalidPathException e) {
            throw looksLikeKeyProblem();
        }
    }

    private static boolean looksLikeKey(String value) {
        return KEY_MARKS.matcher(value).find()
                || BARE_WORD.matcher(value).matches()
                || BASE64.matcher(value).matches()
                || BASE64_OF_256_BITS.matcher(value).matches() && !Files.isDirectory(parent(value));
    }

    private static Path parent(String value) {
        return Path.of(value).toAbsolutePath().resolveSibling("");
    }

    private static KeyFileProblem looksLikeKeyProblem() {
        return new KeyFileProblem("PARLEY_MASTER_KEY looks like a key: it must name the file that holds the key,"
                + " never be the key itself (a relative file name is written as ./name).");
    }
}
