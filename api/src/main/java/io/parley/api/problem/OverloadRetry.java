package io.parley.api.problem;

import java.util.concurrent.ThreadLocalRandom;

/** When those are to try again who were refused because there are too many. They must not all come back together. */
public final class OverloadRetry {

    private static final long SPREAD = 3;

    private OverloadRetry() {}

    /** After how many seconds: one to three, by chance. */
    public static long seconds() {
        return 1 + ThreadLocalRandom.current().nextLong(SPREAD);
    }
}
