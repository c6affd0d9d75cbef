package io.parley.api.presence;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How presence is kept and pushed.
 *
 * @param timeout how long somebody is online after doing something last
 * @param coalesce how often at most it is noted of one user, on one node, that they did something
 * @param sweep how often it is looked whose time is over
 * @param tracked how many users, and how many streams of other nodes, this node knows of; more look offline
 * @param push how changes are pushed
 * @param typing how it is passed on that somebody types
 */
@Validated
@ConfigurationProperties("parley.presence")
public record PresenceProperties(
        @DefaultValue("2m") @DurationMin(millis = 100) @DurationMax(hours = 1)
        Duration timeout,

        @DefaultValue("30s") @DurationMin(millis = 10) @DurationMax(minutes = 30)
        Duration coalesce,

        @DefaultValue("1s") @DurationMin(millis = 10) @DurationMax(minutes = 1)
        Duration sweep,

        @DefaultValue("200000") @Min(1) @Max(100_000_000) int tracked,
        @DefaultValue @Valid Push push,
        @DefaultValue @Valid Typing typing) {

    /** Otherwise somebody who does something all the time would look offline to other nodes now and then. */
    @AssertTrue(message = "coalesce must be at most half of timeout")
    boolean isCoalesceShort() {
        return coalesce.multipliedBy(2).compareTo(timeout) <= 0;
    }

    /**
     * How changes are pushed to contacts.
     *
     * @param gather how long changes are gathered, so that one query asks for all of them whom they concern
     * @param pace the shortest time between two pushes of one user
     * @param batch of how many users one query asks
     * @param contacts how many contacts one query answers, of all its users together; more are not told
     * @param waiting how many users' changes may wait; of more, the oldest are dropped
     */
    public record Push(
            @DefaultValue("25ms") @DurationMin(millis = 1) @DurationMax(seconds = 5)
            Duration gather,

            @DefaultValue("5s") @DurationMin(millis = 1) @DurationMax(minutes = 10)
            Duration pace,

            @DefaultValue("200") @Min(1) @Max(10_000) int batch,
            @DefaultValue("20000") @Min(1) @Max(1_000_000) int contacts,
            @DefaultValue("50000") @Min(1) @Max(10_000_000) int waiting) {}

    /**
     * How it is passed on that somebody types.
     *
     * @param every how often at most it is passed on of one user in one chat
     * @param remembered of how many users and chats that is known
     * @param atOnce for how many who type at other nodes the chat's members are looked up at once; more are dropped
     */
    public record Typing(
            @DefaultValue("3s") @DurationMin(millis = 1) @DurationMax(minutes = 1)
            Duration every,

            @DefaultValue("50000") @Min(1) @Max(10_000_000) int remembered,
            @DefaultValue("64") @Min(1) @Max(10_000) int atOnce) {}
}
