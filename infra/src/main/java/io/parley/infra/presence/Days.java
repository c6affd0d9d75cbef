package io.parley.infra.presence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The days that there are parts for in {@code work.activity}, in UTC.
 *
 * @param first the first of them
 * @param last the last
 */
record Days(LocalDate first, LocalDate last) {

    /** The time itself if there is a part for it, else the nearest for which there is one: a clock may be wrong, a stream be old. */
    Instant within(Instant at) {
        if (at.isBefore(start(first))) {
            return start(first);
        }
        Instant end = start(last.plusDays(1)).minusMillis(1);
        return at.isAfter(end) ? end : at;
    }

    static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
