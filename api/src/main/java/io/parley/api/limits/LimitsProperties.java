package io.parley.api.limits;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
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
 * How much one caller, and all together, may ask for.
 *
 * @param signInsPerMinute sign-ups and sign-ins a minute from one address (of IPv6: one /64)
 * @param failedSignInsPerMinute failed sign-ins a minute with one handle
 * @param messagesPerSecond messages a second by one user, on average
 * @param messageBurst messages by one user at once
 * @param trackedCallers the addresses, handles and users whose budgets are remembered, each; the least used go first
 * @param inFlight requests under way at once, streams aside
 * @param maxConcurrentCommands commands under way at once, at most; how many at a time adapts to how long they take
 * @param commands how that adapts
 * @param body the largest body of a request
 * @param requestTimeout how long a client may take to send a request
 */
@Validated
@ConfigurationProperties("parley.limits")
public record LimitsProperties(
        @DefaultValue("300") @Min(1) @Max(1_000_000) int signInsPerMinute,
        @DefaultValue("10") @Min(1) @Max(1_000_000) int failedSignInsPerMinute,
        @DefaultValue("100") @Min(1) @Max(1_000_000) int messagesPerSecond,
        @DefaultValue("1000") @Min(1) @Max(1_000_000) int messageBurst,
        @DefaultValue("100000") @Min(1) @Max(10_000_000) int trackedCallers,
        @DefaultValue("2000") @Min(1) @Max(1_000_000) int inFlight,
        @DefaultValue("1000") @Min(1) @Max(1_000_000) int maxConcurrentCommands,
        @DefaultValue @Valid Commands commands,
        @DefaultValue("256KB") DataSize body,

        @DefaultValue("30s") @DurationMin(seconds = 1) @DurationMax(minutes = 10)
        Duration requestTimeout) {

    /**
     * How the limit of commands under way adapts.
     *
     * @param first how many at the start
     * @param least how many however long they take
     * @param tolerance how many times as long as usual they may take before fewer are let in
     * @param window over which time it is looked at how long they take
     * @param messagesShare which part of it, and of those let in, is for messages when there is too much of everything
     * @param userShare which part of it one user may have while more than half is taken
     */
    public record Commands(
            @DefaultValue("500") @Min(1) @Max(1_000_000) int first,
            @DefaultValue("32") @Min(1) @Max(1_000_000) int least,

            @DefaultValue("2.0") @DecimalMin("1.0") @DecimalMax("100.0")
            double tolerance,

            @DefaultValue("200ms") @DurationMin(millis = 100) @DurationMax(seconds = 10)
            Duration window,

            @DefaultValue("0.9") @DecimalMin("0.1") @DecimalMax("0.99")
            double messagesShare,

            @DefaultValue("0.25") @DecimalMin("0.01") @DecimalMax("1.0")
            double userShare) {}

    /** A thousand receipts must fit, and a body is held in memory whole. */
    @AssertTrue(message = "body must be between 128KB and 16MB")
    boolean isBodyWithinBounds() {
        return body.toKilobytes() >= 128 && body.toMegabytes() <= 16;
    }
}
