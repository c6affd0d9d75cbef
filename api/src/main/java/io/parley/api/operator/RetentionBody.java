package io.parley.api.operator;

import io.parley.contract.retention.RetentionPreview;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a maximum for the server would do, as JSON.
 *
 * @param at as of when
 * @param chats in how many chats messages would go
 * @param messages how many would go in all
 * @param atOnce how many of them are too old already
 * @param byDay when the others would go
 * @param firstAt when the first would go
 * @param lastAt when the last would go
 * @param held how many more would stay, since their chats are under a legal hold
 */
@Schema(name = "RetentionPreview")
record RetentionBody(
        Instant at,
        long chats,
        long messages,
        long atOnce,
        List<Day> byDay,
        @Nullable Instant firstAt,
        @Nullable Instant lastAt,
        long held) {

    static RetentionBody of(RetentionPreview preview) {
        return new RetentionBody(
                preview.at(),
                preview.chats(),
                preview.messages(),
                preview.atOnce(),
                preview.byDay().stream().map(Day::of).toList(),
                preview.firstAt(),
                preview.lastAt(),
                preview.held());
    }

    /**
     * A day.
     *
     * @param day which, in UTC
     * @param messages how many messages would go
     */
    @Schema(name = "RetentionDay")
    record Day(@Schema(format = "date") String day, long messages) {

        static Day of(RetentionPreview.Day day) {
            return new Day(LocalDate.ofInstant(day.day(), ZoneOffset.UTC).toString(), day.messages());
        }
    }
}
