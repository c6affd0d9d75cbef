package io.parley.infra.presence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The parts of {@code work.activity}, one for each day: made ahead, dropped whole. Any node does it; who finds
 * another at it waits. A part is made beside the table and then attached, which does not lock out writers; dropping one
 * does for an instant, and is put off if it would have to wait. For one thread. Blocking.
 */
final class Partitions {

    private static final Logger log = LoggerFactory.getLogger(Partitions.class);

    /** How long what was made is relied on. */
    private static final Duration ROUND = Duration.ofHours(1);

    /** A clock that is wrong by a day, and nodes that are not there for a day, find parts. */
    private static final int AHEAD = 2;

    private static final String PREFIX = "activity_";
    private static final String EXISTING = """
            SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent = 'work.activity'::regclass ORDER BY c.relname""";

    /** "actv" in ASCII. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(1633907830)";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Duration keep;
    private @Nullable Days days;
    private Instant goodUntil = Instant.MIN;

    Partitions(JdbcClient jdbc, TransactionTemplate transaction, Clock clock, Duration keep) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        this.keep = keep;
    }

    /** The days for which there are parts; makes and drops some if it is time to. */
    Days days() {
        Instant now = clock.instant();
        Days known = days;
        if (known != null && now.isBefore(goodUntil)) {
            return known;
        }
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        Days made = make(today);
        days = made;
        goodUntil = now.plus(ROUND);
        drop(now);
        return made;
    }

    /** Relies on nothing any more: looks again the next time. */
    void forget() {
        days = null;
    }

    private Days make(LocalDate today) {
        Days wanted = new Days(today.minusDays(1), today.plusDays(AHEAD));
        List<String> existing = existing();
        for (LocalDate day :
                wanted.first().datesUntil(wanted.last().plusDays(1)).toList()) {
            if (!existing.contains(name(day))) {
                transaction.executeWithoutResult(begun -> make(day, name(day)));
            }
        }
        return wanted;
    }

    private void make(LocalDate day, String name) {
        jdbc.sql(LOCK).query().listOfRows();
        if (existing().contains(name)) {
            return;
        }
        jdbc.sql("CREATE TABLE IF NOT EXISTS work." + name + " (LIKE work.activity INCLUDING CONSTRAINTS)")
                .update();
        jdbc.sql("ALTER TABLE work.activity ATTACH PARTITION work.%s FOR VALUES FROM ('%s') TO ('%s')"
                        .formatted(name, Days.start(day), Days.start(day.plusDays(1))))
                .update();
    }

    private void drop(Instant now) {
        LocalDate oldest = LocalDate.ofInstant(now.minus(keep), ZoneOffset.UTC);
        existing().stream().filter(name -> day(name).isBefore(oldest)).forEach(this::drop);
    }

    private void drop(String name) {
        try {
            transaction.executeWithoutResult(begun -> {
                jdbc.sql("SET LOCAL lock_timeout = '500ms'").update();
                jdbc.sql("DROP TABLE IF EXISTS work." + name).update();
            });
            log.info("What devices did on {} is removed", day(name));
        } catch (DataAccessException e) {
            log.debug("{} is not removed yet", name, e);
        }
    }

    private List<String> existing() {
        return jdbc.sql(EXISTING).query(String.class).list();
    }

    private static String name(LocalDate day) {
        return PREFIX + DateTimeFormatter.BASIC_ISO_DATE.format(day);
    }

    private static LocalDate day(String name) {
        return LocalDate.parse(name.substring(PREFIX.length()), DateTimeFormatter.BASIC_ISO_DATE);
    }
}
