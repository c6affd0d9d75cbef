package io.parley.audit.histories;

import java.io.IOException;

/** A file that is no history, or not a whole one: nothing can be said of the run. */
public final class UnreadableHistory extends IOException {

    private static final long serialVersionUID = 1L;

    UnreadableHistory(String file, long line, String what) {
        super("%s, line %d: %s.".formatted(file, line, what));
    }
}
