package io.parley.api.session;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How passwords are hashed. The defaults are those that OWASP recommends for Argon2id.
 *
 * @param memory what one hash takes
 * @param iterations passes over it
 * @param threads hashes at once
 * @param queue hashes that wait for one of them; more are refused
 */
@Validated
@ConfigurationProperties("parley.passwords")
record PasswordProperties(
        @DefaultValue("19MB") DataSize memory,
        @DefaultValue("2") @Min(1) @Max(100) int iterations,
        @DefaultValue("2") @Min(1) @Max(64) int threads,
        @DefaultValue("200") @Min(1) @Max(10_000) int queue) {

    @AssertTrue(message = "memory must be between 64KB and 1GB")
    boolean isMemoryWithinBounds() {
        return memory.toKilobytes() >= 64 && memory.toGigabytes() <= 1;
    }
}
