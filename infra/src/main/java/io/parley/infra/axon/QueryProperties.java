package io.parley.infra.axon;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The threads on which query handlers read the database.
 *
 * @param threads how many queries read at once; no more than there are connections in the pool
 * @param queue how many may wait for a thread; one more is refused as {@code overloaded}
 */
@Validated
@ConfigurationProperties("parley.queries")
public record QueryProperties(
        @DefaultValue("6") @Min(1) @Max(256) int threads,
        @DefaultValue("2000") @Min(1) @Max(1_000_000) int queue) {}
