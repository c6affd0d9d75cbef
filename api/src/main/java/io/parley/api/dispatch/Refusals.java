package io.parley.api.dispatch;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Finds the refusal in what Axon and futures wrap around it. */
final class Refusals {

    private static final int DEEPEST_CAUSE = 20;

    private Refusals() {}

    /** The refusal itself if there is one; else the fault as it came, which the problem handler logs and hides. */
    static Throwable of(Throwable failure) {
        Rejection rejection = find(failure);
        if (rejection != null) {
            return rejection;
        }
        if (failure instanceof TimeoutException) {
            return new Rejection(ErrorCode.UNAVAILABLE, "No answer came in time; if it was a write, repeat it.");
        }
        return failure;
    }

    static boolean isNotYet(Throwable failure) {
        Rejection rejection = find(failure);
        return rejection != null && rejection.code() == ErrorCode.NOT_YET;
    }

    private static @Nullable Rejection find(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof Rejection rejection) {
                return rejection;
            }
            cause = cause.getCause();
        }
        return null;
    }
}
