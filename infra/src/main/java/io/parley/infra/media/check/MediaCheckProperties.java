package io.parley.infra.media.check;

import io.parley.contract.media.MediaStore;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Comparing the store with the log.
 *
 * @param grace how old an object must be for nobody to be about to make it known
 * @param page how many objects, or media, are looked at together
 */
public record MediaCheckProperties(
        @DefaultValue("1h") @DurationMin(seconds = 1) Duration grace,

        @DefaultValue("500") @Min(1) @Max(MediaStore.LARGEST_PAGE)
        int page) {}
