package io.parley.infra.keyring;

import io.parley.infra.startup.StartupProblem;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a setting such as {@code PARLEY_MASTER_KEY} says that a key lies. It names a file, by a path or a
 * {@code file:} URI, and never holds the key itself: what does could be read in process lists and crash reports. A value that
 * may be a key is therefore refused, and never repeated in the refusal.
 */
public final class MasterKeySetting {

    private static final String MASTER_KEY = "PARLEY_MASTER_KEY";

    private static final Pattern URI_FORM = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.*)", Pattern.DOTALL);
    private static final Pattern KEY_MARKS = Pattern.compile("[{\\n]|-----BEGIN|primaryKeyId");
    private static final Pattern BARE_WORD = Pattern.compile("[A-Za-z0-9+_-]{16,}");
    private static final Pattern PADDED_BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{16,}={1,2}");
    private static final Pattern BASE64_WITH_SLASH =
            Pattern.compile("[A-Za-z0-9+/]{43}|[A-Za-z0-9+/]{64}|[A-Za-z0-9+/]{86}");

    private final String name;
    private final Path byDefault;

    private MasterKeySetting(String name, Path byDefault) {
        this.name = name;
        this.byDefault = byDefault;
    }

    /** The file that {@code PARLEY_MASTER_KEY} names; see {@link #resolve(String, String, Path)}. */
    static Path resolve(String setting, Path byDefault) {
        return resolve(MASTER_KEY, setting, byDefault);
    }

    /**
     * The file that a setting names.
     *
     * @param name what the setting is called
     *
     * @param setting the setting; blank for the default
     * @param byDefault the file used by default
     * @throws StartupProblem if the setting names no file
     */
    public static Path resolve(String name, String setting, Path byDefault) {
        return new MasterKeySetting(name, byDefault).file(setting);
    }

    private Path file(String setting) {
        String value = setting.strip();
        if (value.isEmpty()) {
            return byDefault.toAbsolutePath().normalize();
        }
        Matcher uri = URI_FORM.matcher(value);
        Path path = uri.matches() ? ofUri(uri.group(1).toLowerCase(Locale.ROOT), uri.group(2), value) : ofPath(value);
        return path.toAbsolutePath().normalize();
    }

    private Path ofUri(String scheme, String rest, String value) {
        if (!scheme.equals("file")) {
            throw rest.startsWith("//") ? unknownScheme(scheme) : looksLikeKey();
        }
        try {
            return Path.of(URI.create(value));
        } catch (IllegalArgumentException e) {
            throw new StartupProblem(name + " is no file: URI of this machine: write it as file:///path/to/"
                    + byDefault.getFileName() + ".");
        }
    }

    private Path ofPath(String value) {
        try {
            Path path = Path.of(value);
            if (mayBeKey(value, path) && !Files.exists(path)) {
                throw looksLikeKey();
            }
            return path;
        } catch (InvalidPathException e) {
            throw looksLikeKey();
        }
    }

    private static boolean mayBeKey(String value, Path path) {
        return KEY_MARKS.matcher(value).find()
                || BARE_WORD.matcher(value).matches()
                || PADDED_BASE64.matcher(value).matches()
                || BASE64_WITH_SLASH.matcher(value).matches() && !isInAFolder(path);
    }

    private static boolean isInAFolder(Path path) {
        Path folder = path.toAbsolutePath().getParent();
        return folder != null && Files.isDirectory(folder);
    }

    private StartupProblem unknownScheme(String scheme) {
        return new StartupProblem(name + " has the scheme \"" + scheme
                + "\", which this version does not know: name a file, by a path or a file: URI.");
    }

    private StartupProblem looksLikeKey() {
        return new StartupProblem(name + " looks like a key: it must name the file that holds the key,"
                + " never be the key itself (write the name of a file beside you as ./name).");
    }
}
