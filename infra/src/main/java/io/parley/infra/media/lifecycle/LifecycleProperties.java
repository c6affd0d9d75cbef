package io.parley.infra.media.lifecycle;

import jakarta.validation.Valid;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How media live and go.
 *
 * @param attachWithin for how long after their upload a message may take media up
 * @param deletion how the store is rid of them
 */
@Validated
@ConfigurationProperties("parley.media")
public record LifecycleProperties(
        @DefaultValue("1h") @DurationMin(seconds = 1) @DurationMax(days = 7)
        Duration attachWithin,

        @DefaultValue @Valid DeletionProperties deletion) {}
