package io.parley.contract.retention;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which messages live longer than a maximum for the server. Those that go before by themselves, or with their chat, are not among them,
 * nor are those that were taken back.
 *
 * @param at as of when
 * @param chats in how many chats some would go
 * @param messages how many messages would go in all
 * @param atOnce how many of them are too old already
 * @param byDay how many of the others would go on which day
 * @param firstAt when the first would go; null if none would
 * @param lastAt when the last would go; null if none would
 * @param held how many more are in chats under a legal hold, and would stay
 */
public record RetentionPreview(
        Instant at,
        long chats,
        long messages,
        long atOnce,
        List<Day> byDay,
        @Nullable Instant firstAt,
        @Nullable Instant lastAt,
        long held) {

    /** The days are kept as they are now. */
    public RetentionPreview {
        byDay = List.copyOf(byDay);
    }

    /**
     * What would go on a day.
     *
     * @param day its beginning in UTC
     * @param messages how many messages
     */
    public record Day(Instant day, long messages) {}
}
