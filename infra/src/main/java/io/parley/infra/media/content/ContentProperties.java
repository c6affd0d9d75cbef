package io.parley.infra.media.content;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How large what is uploaded may be.
 *
 * @param maxSize how many bytes an upload may have
 * @param maxPixels how many pixels an image may have, whether or not it is ever decoded here: whoever gets it decodes it
 */
public record ContentProperties(
        @DefaultValue("100MB") DataSize maxSize,

        @DefaultValue("100000000") @Min(1) @Max(1_000_000_000)
        long maxPixels) {

    private static final DataSize LARGEST = DataSize.ofGigabytes(100);

    /**
     * The limits.
     *
     * @throws IllegalArgumentException if the size is none, or beyond what is ever sensible
     */
    public ContentProperties {
        if (maxSize.toBytes() < 1 || maxSize.compareTo(LARGEST) > 0) {
            throw new IllegalArgumentException("parley.media.content.max-size must be from 1 byte to 100 GB");
        }
    }
}
