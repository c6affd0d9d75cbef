package io.parley.infra.expiry;

import io.parley.command.chat.RetentionPolicy;
import io.parley.contract.chat.Retention;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long messages live on this server, whatever their chats say. All nodes are to be given the same.
 *
 * @param directDefaultTtl what a direct chat gets whose opener names no time to live; null for none
 * @param groupDefaultTtl the same of a group
 * @param longestTtl beyond which no message that is sent from now on lives; null for no such maximum
 * @param includeExisting whether the maximum holds for what was sent before it did, too: what is older goes for good
 * @param sweepEvery how often to look for what is older
 * @param sweepBatch at how many chats one statement looks at most
 */
@Validated
@ConfigurationProperties("parley.retention")
record RetentionProperties(
        @DefaultValue("") @DurationMin(seconds = 1) @DurationMax(days = 365) @Nullable
        Duration directDefaultTtl,

        @DefaultValue("") @DurationMin(seconds = 1) @DurationMax(days = 365) @Nullable
        Duration groupDefaultTtl,

        @DefaultValue("") @DurationMin(seconds = 1) @DurationMax(days = 365) @Nullable
        Duration longestTtl,

        @DefaultValue("false") boolean includeExisting,

        @DefaultValue("10m") @DurationMin(seconds = 1) @DurationMax(days = 1)
        Duration sweepEvery,

        @DefaultValue("1000") @Min(1) @Max(100_000) int sweepBatch) {

    /** Checks that they go together. */
    RetentionProperties {
        requireWhole("direct-default-ttl", directDefaultTtl);
        requireWhole("group-default-ttl", groupDefaultTtl);
        requireWhole("longest-ttl", longestTtl);
        requireWithin("direct-default-ttl", directDefaultTtl, longestTtl);
        requireWithin("group-default-ttl", groupDefaultTtl, longestTtl);
        if (includeExisting && longestTtl == null) {
            throw new IllegalArgumentException("parley.retention.include-existing needs a longest-ttl");
        }
    }

    /** What the command side needs to know of it. */
    RetentionPolicy policy() {
        return new RetentionPolicy(directDefaultTtl, groupDefaultTtl, longestTtl);
    }

    private static void requireWhole(String name, @Nullable Duration ttl) {
        if (ttl != null && !Retention.hasWholeMilliseconds(ttl)) {
            throw new IllegalArgumentException("parley.retention.%s must have whole milliseconds".formatted(name));
        }
    }

    private static void requireWithin(String name, @Nullable Duration ttl, @Nullable Duration longest) {
        if (ttl != null && longest != null && ttl.compareTo(longest) > 0) {
            throw new IllegalArgumentException("parley.retention.%s must not be above longest-ttl".formatted(name));
        }
    }
}
