package io.parley.infra.media.intake;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many uploads a node takes.
 *
 * @param uploads how many may be under way at once; more are refused
 * @param threads how many threads inspect them, and so how many cores at most
 * @param previewWait how long an upload waits for its thumbnail; after that it has none
 */
public record IntakeProperties(
        @DefaultValue("100") @Min(1) @Max(10_000) int uploads,
        @DefaultValue("2") @Min(1) @Max(64) int threads,

        @DefaultValue("20s") @DurationMin(millis = 1) @DurationMax(minutes = 10)
        Duration previewWait) {}
