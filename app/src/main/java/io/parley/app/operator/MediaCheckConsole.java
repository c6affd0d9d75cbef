package io.parley.app.operator;

import io.parley.app.terminal.ProgressLine;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Shows how a check of the store of media gets on: on a terminal in one line that changes, elsewhere by a line for each phase. */
final class MediaCheckConsole {

    private final ProgressLine line;
    private String phase = "";

    MediaCheckConsole(ProgressLine line) {
        this.line = line;
    }

    /** Shows where it stands now. */
    void show(JsonNode check) {
        String now = check.path("phase").stringValue("");
        if (line.changes() || !now.equals(phase)) {
            line.show(
                    now.equals("objects")
                            ? text("looking through the store: %,d objects", count(check, "objects"))
                            : text("looking for media in the store: %,d of them", count(check, "media")));
        }
        phase = now;
    }

    /**
     * Shows what was found.
     *
     * @return whether store and log agree now
     */
    boolean end(JsonNode check) {
        line.end(text(
                "%,d objects in the store, %,d media in the log.", count(check, "objects"), count(check, "media")));
        long left = orphans(check);
        long lost = count(check, "lost");
        if (lost > 0) {
            say("%,d media are lost: an object of theirs is not in the store.", lost);
            check.path("lostMedia").forEach(id -> say("  %s", id.stringValue("")));
        }
        others(check);
        if (left == 0 && lost == 0) {
            say("Nothing is lost, and nothing was left behind.");
        }
        return left == 0 && lost == 0;
    }

    /** How many stay. */
    private long orphans(JsonNode check) {
        long orphans = count(check, "orphans");
        long deleted = count(check, "deleted");
        if (orphans > 0) {
            say(
                    "%,d objects of %,d bytes are known to nobody; %s.",
                    orphans,
                    count(check, "orphanBytes"),
                    deleted == 0 ? "--mend deletes them" : text("%,d of them were deleted", deleted));
        }
        return orphans - deleted;
    }

    private void others(JsonNode check) {
        long foreign = count(check, "foreign");
        long unlisted = count(check, "unlisted");
        if (foreign > 0) {
            say("%,d objects have names that are none of Parley's, and were left alone.", foreign);
        }
        if (unlisted > 0) {
            say("%,d objects are known to the log but not to the table of media, and were left alone.", unlisted);
        }
    }

    private void say(String format, Object... values) {
        line.end(text(format, values));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private static long count(JsonNode check, String field) {
        return check.path(field).longValue(0);
    }
}
