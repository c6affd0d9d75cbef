package io.parley.api.status;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Which version of the platform this is: what the jar says, or the one that is being worked on. */
@Component
public final class PlatformVersion {

    private final String number;

    PlatformVersion(Environment environment) {
        number = environment.getProperty("spring.application.version", "development");
    }

    /** The version's number. */
    public String number() {
        return number;
    }
}
