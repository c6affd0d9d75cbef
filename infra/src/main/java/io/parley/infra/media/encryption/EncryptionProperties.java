package io.parley.infra.media.encryption;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much of a node the encryption of media may take.
 *
 * @param threads how many threads encrypt and decrypt, and so how many cores at most
 * @param queue how many segments may wait for each of them, one for each transfer; more find the store unavailable
 */
public record EncryptionProperties(
        @DefaultValue("2") @Min(1) @Max(64) int threads,

        @DefaultValue("10000") @Min(1) @Max(1_000_000) int queue) {}
