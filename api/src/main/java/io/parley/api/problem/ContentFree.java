package io.parley.api.problem;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A fault without its messages, which may quote what users wrote: for the log, which must not. Classes and stack traces stay.
 */
final class ContentFree extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int DEEPEST_CAUSE = 10;
    private static final int LONGEST_TRACE = 60;

    private ContentFree(Throwable original, int depth) {
        super(original.getClass().getName(), cause(original, depth), true, true);
        StackTraceElement[] trace = original.getStackTrace();
        setStackTrace(Arrays.copyOf(trace, Math.min(trace.length, LONGEST_TRACE)));
        // Reactor keeps the original trace there
        for (Throwable suppressed : original.getSuppressed()) {
            if (depth < DEEPEST_CAUSE) {
                addSuppressed(new ContentFree(suppressed, depth + 1));
            }
        }
    }

    static ContentFree of(Throwable original) {
        return new ContentFree(original, 0);
    }

    private static @Nullable Throwable cause(Throwable original, int depth) {
        Throwable cause = original.getCause();
        return cause == null || depth >= DEEPEST_CAUSE ? null : new ContentFree(cause, depth + 1);
    }

    @Override
    public String toString() {
        return String.valueOf(getMessage());
    }
}
