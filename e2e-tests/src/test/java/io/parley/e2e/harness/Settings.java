package io.parley.e2e.harness;

import java.util.Map;

/** Settings of a server, as its environment has them. */
public final class Settings {

    /** Limits that no test meets by chance, and passwords that cost little. */
    public static final Map<String, String> UNLIMITED = Map.of(
            "PARLEY_LIMITS_SIGNINSPERMINUTE", "1000000",
            "PARLEY_LIMITS_FAILEDSIGNINSPERMINUTE", "1000000",
            "PARLEY_LIMITS_MESSAGESPERSECOND", "1000000",
            "PARLEY_LIMITS_MESSAGEBURST", "1000000",
            "PARLEY_PASSWORDS_MEMORY", "1MB",
            "PARLEY_PASSWORDS_ITERATIONS", "1");

    private Settings() {}
}
