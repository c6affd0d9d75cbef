package io.parley.e2e.harness;

import java.util.Map;

/** Settings of a server, as its environment has them. */
public final class Settings {

    /** Limits that no test meets by chance. */
    public static final Map<String, String> UNLIMITED = Map.of();

    private Settings() {}
}
