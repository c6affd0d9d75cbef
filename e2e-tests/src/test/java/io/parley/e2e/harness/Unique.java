package io.parley.e2e.harness;

import java.util.UUID;

/** Names that nobody had before. */
public final class Unique {

    private Unique() {}

    /** A message's identifier. */
    public static String messageId() {
        return UUID.randomUUID().toString();
    }

    /** A valid handle that begins as given, with at most 13 characters of its own. */
    public static String handle(String beginning) {
        return beginning + "_" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    }
}
