package io.parley.faults;

import io.parley.contract.id.ChatId;
import java.time.Duration;

/**
 * What is to go wrong, where, for which messages and how often; see the package. Built step by step, each of which gives a new one:
 * {@code Fault.fail("command:FillMailboxes").lane(1).sequence(2).times(3)}.
 *
 * @param kind what happens
 * @param point where
 * @param choice for what
 * @param times how often at all
 * @param each how often for each message of each lane
 * @param duration how long a stall lasts if nobody lifts it; by how much the clock steps, back if negative
 */
public record Fault(Kind kind, Point point, Choice choice, int times, int each, Duration duration) {

    /** How long a stall may last. */
    static final Duration LONGEST = Duration.ofMinutes(10);

    /** By how much the clock may step, and by how much it does if that is not said. */
    static final Duration LARGEST_STEP = Duration.ofDays(1);

    private static final Duration USUAL_STEP = Duration.ofHours(1);

    /** What can happen; the names are what is typed, in lower case. */
    public enum Kind {
        /** Throws. */
        FAIL,
        /** Waits. */
        STALL,
        /** Loses the transaction's connection to the database. */
        DROP,
        /** Sets the node's clock. */
        STEP,
        /** Ends the process. */
        KILL
    }

    /**
     * A fault.
     *
     * @throws IllegalArgumentException if it makes no sense
     */
    public Fault {
        require(times > 0, "times must be 1 or more");
        require(each > 0, "each must be 1 or more");
        if (kind == Kind.STEP) {
            require(
                    !duration.isZero() && duration.abs().compareTo(LARGEST_STEP) <= 0,
                    "by must be something and 1d at most, forward or back");
        } else {
            require(
                    !duration.isNegative() && !duration.isZero() && duration.compareTo(LONGEST) <= 0,
                    "for must be more than nothing and 10m at most");
        }
        require(
                kind != Kind.FAIL || point.stage() != Point.Stage.COMMITTED,
                "what is committed cannot fail, only its connection be lost (drop)");
    }

    /** Lets a point throw. */
    public static Fault fail(String point) {
        return of(Kind.FAIL, point);
    }

    /** Lets a point wait until the fault is lifted. */
    public static Fault stall(String point) {
        return of(Kind.STALL, point);
    }

    /** Lets a point lose its connection to the database. */
    public static Fault drop(String point) {
        return of(Kind.DROP, point);
    }

    /** Lets a point set the clock an hour forward. */
    public static Fault step(String point) {
        return of(Kind.STEP, point);
    }

    /** Lets a point end the process. */
    public static Fault kill(String point) {
        return of(Kind.KILL, point);
    }

    static Fault of(Kind kind, String point) {
        Duration duration = kind == Kind.STEP ? USUAL_STEP : LONGEST;
        return new Fault(kind, Point.parse(point), Choice.ANY, Integer.MAX_VALUE, Integer.MAX_VALUE, duration);
    }

    /** For one chat only. */
    public Fault chat(ChatId chat) {
        return with(choice.ofChat(chat));
    }

    /** For one lane of each group only. */
    public Fault lane(int lane) {
        return with(choice.ofLane(lane));
    }

    /** For one message of each chat only. */
    public Fault sequence(long sequence) {
        return with(choice.ofSequence(sequence));
    }

    /** For one of so many lanes, always the same ones. */
    public Fault every(int lanes) {
        return with(choice.ofEvery(lanes));
    }

    /** So often at the most. */
    public Fault times(int most) {
        return new Fault(kind, point, choice, most, each, duration);
    }

    /** So often at the most for each message of each lane. */
    public Fault each(int most) {
        return new Fault(kind, point, choice, times, most, duration);
    }

    /** A stall of this length, or a step of the clock by it. */
    public Fault lasting(Duration length) {
        return new Fault(kind, point, choice, times, each, length);
    }

    private Fault with(Choice other) {
        return new Fault(kind, point, other, times, each, duration);
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
