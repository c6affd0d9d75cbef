package io.parley.api.events;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The bounds of the streams.
 *
 * @param heartbeat the longest time without a byte, after which a comment line is sent; the contract allows 15 seconds
 * @param retry how long clients are asked to wait at least before they come back; each is given a random time between this and
 *     twice this, so that they do not all come at once
 * @param bufferFrames how many events may wait for a client that is slow
 * @param bufferSize how many bytes may wait for a client that is slow
 * @param stallTimeout how long a client may take nothing of what waits for it
 * @param perUser how many streams a user may have open on this node
 * @param perNode how many streams this node holds
 * @param opensPerSecond how many may open in a second on this node; more take their turns
 * @param openWait how long one may have to wait for its turn; more are refused
 * @param cutsPerSecond how many streams may be cut in a second because their clients are slow, before the level of service falls
 * @param groups what is remembered of groups
 * @param resume how what was missed is read
 * @param tickets how tickets for browsers live
 */
@Validated
@ConfigurationProperties("parley.stream")
public record StreamProperties(
        @DefaultValue("10s") @DurationMin(millis = 100) @DurationMax(seconds = 15)
        Duration heartbeat,

        @DefaultValue("1s") @DurationMin(millis = 1) @DurationMax(minutes = 5)
        Duration retry,

        @DefaultValue("256") @Min(1) @Max(65_536) int bufferFrames,
        @DefaultValue("1MB") @NotNull DataSize bufferSize,

        @DefaultValue("2m") @DurationMin(millis = 100) @DurationMax(hours = 1)
        Duration stallTimeout,

        @DefaultValue("32") @Min(1) @Max(10_000) int perUser,
        @DefaultValue("20000") @Min(1) @Max(1_000_000) int perNode,

        @DefaultValue("500") @Min(1) @Max(1_000_000) int opensPerSecond,

        @DefaultValue("15s") @DurationMin(millis = 1) @DurationMax(seconds = 25)
        Duration openWait,

        @DefaultValue("20") @DecimalMin("0.1") @DecimalMax("100000.0")
        double cutsPerSecond,

        @DefaultValue @Valid Groups groups,
        @DefaultValue @Valid Resume resume,
        @DefaultValue @Valid Tickets tickets) {

    /**
     * What this node remembers of groups, so that it need not look into the log for every event, and how receipts are gathered.
     *
     * @param members how many members, over all groups; each takes about 200 bytes
     * @param messages how much of the messages heard lately, once as they are in the log and once encoded
     * @param receiptWindow the senders of how many of a group's last messages hear of receipts
     * @param receiptSenders how many such senders, over all groups
     * @param receiptGather how long receipts in a group are gathered, so that a stream is written to once for all of them
     * @param receiptsWaiting how many may wait meanwhile; more are given out early
     */
    public record Groups(
            @DefaultValue("1000000") @Min(1) @Max(100_000_000)
            long members,

            @DefaultValue("16MB") @NotNull DataSize messages,
            @DefaultValue("1024") @Min(1) @Max(1_000_000) int receiptWindow,

            @DefaultValue("200000") @Min(1) @Max(100_000_000)
            long receiptSenders,

            @DefaultValue("250ms") @DurationMin(millis = 1) @DurationMax(seconds = 10)
            Duration receiptGather,

            @DefaultValue("100000") @Min(1) @Max(10_000_000) int receiptsWaiting) {}

    /**
     * The bounds of a resume.
     *
     * @param pageSize how many events are read at once
     * @param receiptSlack how many positions before the client's own the receipts are read from; must be more than the log grows by
     *     while receipts are gathered
     * @param tries how often a page is tried before the stream is ended
     * @param backOff the wait before the second try; it doubles with each
     * @param timeout the longest that one page may take
     * @param threads how many pages are read at once on this node
     * @param feedWait how long an id that this node has not heard of yet is waited for
     */
    public record Resume(
            @DefaultValue("50") @Min(1) @Max(1_000) int pageSize,
            @DefaultValue("10000") @Min(0) @Max(1_000_000) long receiptSlack,
            @DefaultValue("5") @Min(1) @Max(20) int tries,

            @DefaultValue("100ms") @DurationMin(millis = 1) @DurationMax(seconds = 10)
            Duration backOff,

            @DefaultValue("10s") @DurationMin(millis = 100) @DurationMax(minutes = 1)
            Duration timeout,

            @DefaultValue("8") @Min(1) @Max(64) int threads,

            @DefaultValue("2s") @DurationMin(millis = 1) @DurationMax(seconds = 30)
            Duration feedWait) {}

    /**
     * The bounds of tickets.
     *
     * @param life how long one is valid
     */
    public record Tickets(
            @DefaultValue("30s") @DurationMin(seconds = 1) @DurationMax(minutes = 5)
            Duration life) {}
}
