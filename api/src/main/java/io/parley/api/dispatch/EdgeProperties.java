package io.parley.api.dispatch;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long the edge waits for the sides behind it, and how much it remembers of what was written.
 *
 * @param commandDeadline after which a command's caller hears {@code unavailable}; the command may take effect all the same
 * @param queryDeadline after which a query's caller hears {@code unavailable}
 * @param rememberedWriters the users whose last write is remembered one by one; older ones share one position
 */
@Validated
@ConfigurationProperties("parley.edge")
record EdgeProperties(
        @DefaultValue("10s") @DurationMin(millis = 100) @DurationMax(minutes = 5)
        Duration commandDeadline,

        @DefaultValue("10s") @DurationMin(millis = 100) @DurationMax(minutes = 5)
        Duration queryDeadline,

        @DefaultValue("100000") @Min(1) @Max(10_000_000) int rememberedWriters) {}
