package io.parley.infra.media.waveform;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much work waveforms may be.
 *
 * @param threads how many sounds are decoded at once
 * @param queue how many may wait for that
 * @param timeout how long reading and decoding one may take
 */
public record WaveformProperties(
        @DefaultValue("2") @Min(1) @Max(64) int threads,
        @DefaultValue("256") @Min(1) @Max(100_000) int queue,

        @DefaultValue("30s") @DurationMin(millis = 100) @DurationMax(minutes = 10)
        Duration timeout) {}
