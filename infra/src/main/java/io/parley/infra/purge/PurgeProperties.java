package io.parley.infra.purge;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of certificates of destruction.
 *
 * @param signingKey the file with the key that signs them; blank for {@code signing-key.pem} where the master key file lies
 * @param items how many messages one names at most; all are in its digest
 * @param page how many messages, or events that destroyed something, are read at once
 * @param remembered of how many purges with many messages it is remembered which those were, each some 200 KB
 */
@Validated
@ConfigurationProperties("parley.purge")
public record PurgeProperties(
        @DefaultValue("") String signingKey,
        @DefaultValue("1000") @Min(0) @Max(1_000) int items,
        @DefaultValue("500") @Min(1) @Max(10_000) int page,
        @DefaultValue("32") @Min(1) @Max(1_000) int remembered) {}
