package io.parley.faults;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A named point, or several that differ in their last part.
 *
 * @param stage how far the handling has come
 * @param of what is handled: a command's name, or a processor's and an event's with a colon between them; or a
 *     point of a rotation; {@code *} for any
 */
public record Point(Stage stage, String of) {

    private static final String ANY = "*";

    /** How far the handling has come; the names are what is typed, in lower case. */
    public enum Stage {
        /** A command is about to be handled. */
        COMMAND,
        /** An event is about to be handled. */
        EVENT,
        /** All is written and about to be committed. */
        COMMIT,
        /** It is committed, and nobody knows yet. */
        COMMITTED,
        /** A rotation of keys has done something; the names are those of its points, in lower case. */
        ROTATION
    }

    /**
     * Reads the text form, such as {@code commit:views:MessageSent}.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Point parse(String text) {
        List<String> parts = List.of(text.split(":", -1));
        Stage stage = Arrays.stream(Stage.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(parts.get(0)))
                .findFirst()
                .orElse(null);
        int names = parts.size() - 1;
        boolean counts = stage != null
                && (stage == Stage.COMMAND || stage == Stage.ROTATION
                        ? names == 1
                        : stage == Stage.EVENT ? names == 2 : names == 1 || names == 2);
        if (stage == null || !counts || parts.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "\"%s\" is no point such as command:FillMailboxes, event:mailbox:MailboxesFilled, commit:SendMessage, committed:SendMessage or rotation:key_added"
                            .formatted(text));
        }
        return new Point(stage, parts.stream().skip(1).collect(Collectors.joining(":")));
    }

    /** Whether this names what is reached. */
    boolean names(Point reached) {
        if (stage != reached.stage) {
            return false;
        }
        if (!of.endsWith(ANY)) {
            return of.equals(reached.of);
        }
        String family = of.substring(0, of.length() - ANY.length());
        return reached.of.startsWith(family) && reached.of.indexOf(':', family.length()) < 0;
    }

    /** The text form. */
    @Override
    public String toString() {
        return stage.name().toLowerCase(Locale.ROOT) + ":" + of;
    }
}
