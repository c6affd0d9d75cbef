package io.parley.infra.media.upload;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How long uploads may take that come in pieces, and what they may take up meanwhile.
 *
 * @param expireAfter how long after it began an upload that is not complete is dropped
 * @param perUser how many unfinished uploads a user may have
 * @param partSize how many bytes are kept together in one object: what a crash may lose of an upload
 * @param maxParts how many parts an upload may have, which is at least one for each piece that comes
 * @param idleTimeout how long a client may send nothing of a piece
 * @param lease after which others may work on an upload whose node has fallen silent
 * @param threads threads that note how far uploads have come, each with a connection to the database
 * @param queue how many such notes may wait
 * @param sweepEvery how often to look for what has had its time, or is left in the store
 * @param sweepBatch how many uploads are looked at in one go
 * @param retryAfter when what the store could not delete is tried again
 */
@Validated
@ConfigurationProperties("parley.media.uploads")
record UploadProperties(
        @DefaultValue("24h") @DurationMin(seconds = 1) @DurationMax(days = 30)
        Duration expireAfter,

        @DefaultValue("20") @Min(1) @Max(10_000) int perUser,
        @DefaultValue("4MB") DataSize partSize,
        @DefaultValue("4096") @Min(1) @Max(100_000) int maxParts,

        @DefaultValue("30s") @DurationMin(seconds = 1) @DurationMax(minutes = 10)
        Duration idleTimeout,

        @DefaultValue("10s") @DurationMin(seconds = 1) @DurationMax(minutes = 10)
        Duration lease,

        @DefaultValue("3") @Min(1) @Max(64) int threads,
        @DefaultValue("2000") @Min(1) @Max(1_000_000) int queue,

        @DefaultValue("1m") @DurationMin(millis = 100) @DurationMax(hours = 1)
        Duration sweepEvery,

        @DefaultValue("100") @Min(1) @Max(1_000) int sweepBatch,

        @DefaultValue("1m") @DurationMin(millis = 100) @DurationMax(hours = 1)
        Duration retryAfter) {

    private static final DataSize SMALLEST_PART = DataSize.ofKilobytes(64);
    private static final DataSize LARGEST_PART = DataSize.ofMegabytes(256);

    /**
     * The settings.
     *
     * @throws IllegalArgumentException if parts would be smaller or larger than is ever sensible
     */
    UploadProperties {
        if (partSize.compareTo(SMALLEST_PART) < 0 || partSize.compareTo(LARGEST_PART) > 0) {
            throw new IllegalArgumentException("parley.media.uploads.part-size must be from 64 KB to 256 MB");
        }
    }
}
