package io.parley.api.limits;

import jakarta.validation.constraints.AssertTrue;
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
 * How much one caller, and all together, may ask for of media, which last longer than other requests and are counted apart from them.
 *
 * @param uploadsPerSecond uploads a second by one user, on average
 * @param uploadBurst uploads by one user after a pause
 * @param uploads uploads of one user under way at once
 * @param downloads downloads of this node under way at once
 * @param leastPerSecond how much of all media of this node may pass in a second, however long messages take meanwhile
 * @param stall how long a client may send nothing of an upload that is waited for, or take nothing of a download
 * @param ranges how many ranges one request may ask for
 * @param linkLife for how long a link can be opened, and no longer than an access token
 */
@Validated
@ConfigurationProperties("parley.limits.media")
public record MediaLimits(
        @DefaultValue("10") @Min(1) @Max(1_000_000) int uploadsPerSecond,
        @DefaultValue("200") @Min(1) @Max(1_000_000) int uploadBurst,
        @DefaultValue("50") @Min(1) @Max(10_000) int uploads,
        @DefaultValue("500") @Min(1) @Max(100_000) int downloads,

        @DefaultValue("16MB") DataSize leastPerSecond,

        @DefaultValue("30s") @DurationMin(millis = 100) @DurationMax(minutes = 10)
        Duration stall,

        @DefaultValue("16") @Min(1) @Max(1_000) int ranges,

        @DefaultValue("5m") @DurationMin(seconds = 1) @DurationMax(hours = 1)
        Duration linkLife) {

    /** With less, what is under way would hardly end. */
    @AssertTrue(message = "least-per-second must be between 64KB and 100GB")
    boolean isLeastPerSecondWithinBounds() {
        return leastPerSecond.toKilobytes() >= 64 && leastPerSecond.toGigabytes() <= 100;
    }
}
