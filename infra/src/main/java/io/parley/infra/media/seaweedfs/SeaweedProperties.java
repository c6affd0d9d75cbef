package io.parley.infra.media.seaweedfs;

import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which SeaweedFS keeps the media.
 *
 * @param filer the URL of a filer that somebody else runs; empty for a SeaweedFS that is started beside Parley
 * @param folder the filer's folder for media, which must hold nothing else
 * @param weed the program that is started; empty for the one that {@code ./parley tools} installs
 * @param startTimeout how long to wait until a SeaweedFS that was started can store something
 * @param firstRestart the longest pause before one that has died is started anew; doubled as long as it does not live
 * @param longestRestart the longest such pause
 */
public record SeaweedProperties(
        @DefaultValue("") @Pattern(regexp = "|https?://[^/?#@]+/?", message = "must be a URL such as http://filer:8888")
        String filer,

        @DefaultValue("/parley/media")
        @Pattern(
                regexp = "(/[A-Za-z0-9_-]+)+",
                message = "must be a path such as /parley/media, of letters, digits, - and _")
        String folder,

        @DefaultValue("") String weed,

        @DefaultValue("1m") @DurationMin(seconds = 1) @DurationMax(minutes = 30)
        Duration startTimeout,

        @DefaultValue("500ms") @DurationMin(millis = 10) @DurationMax(minutes = 1)
        Duration firstRestart,

        @DefaultValue("30s") @DurationMin(seconds = 1) @DurationMax(hours = 1)
        Duration longestRestart) {

    public SeaweedProperties {
        if (longestRestart.compareTo(firstRestart) < 0) {
            throw new IllegalArgumentException(
                    "parley.media.seaweedfs.longest-restart must not be shorter than first-restart");
        }
    }

    /** Whether it is one that is started beside Parley. */
    public boolean embedded() {
        return filer.isBlank();
    }
}
