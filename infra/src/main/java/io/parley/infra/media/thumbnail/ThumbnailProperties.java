package io.parley.infra.media.thumbnail;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much work thumbnails may be.
 *
 * @param threads how many images are decoded at once
 * @param queue how many may wait for that
 * @param maxPixels how many pixels an image may have to be decoded row by row
 * @param maxBufferedPixels how many it may have where a decoder must hold all of it, as with progressive JPEG and WebP: some
 *     6 bytes each, and the latter a second for each million
 * @param timeout how long reading and decoding one may take
 */
public record ThumbnailProperties(
        @DefaultValue("2") @Min(1) @Max(64) int threads,
        @DefaultValue("256") @Min(1) @Max(100_000) int queue,

        @DefaultValue("100000000") @Min(1) @Max(1_000_000_000)
        long maxPixels,

        @DefaultValue("16000000") @Min(1) @Max(1_000_000_000)
        long maxBufferedPixels,

        @DefaultValue("30s") @DurationMin(millis = 100) @DurationMax(minutes = 10)
        Duration timeout) {}
