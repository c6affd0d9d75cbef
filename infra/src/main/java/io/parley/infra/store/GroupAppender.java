package io.parley.infra.store;

import io.parley.infra.database.DeferredWrites;
import io.parley.infra.store.AppendGroup.Fate;
import io.parley.infra.store.AppendGroup.Part;
import io.parley.infra.store.EventAppender.Clash;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Appends the events of a group and writes what was deferred with them. Events that clash with what is in the log are left out,
 * with the rest of their part and what rests on it; all others are appended.
 *
 * <p>It is taken for granted that nothing clashes. Only when the database says otherwise is looked for what does, behind a
 * savepoint, so that what the group's commands have written before is kept.
 */
final class GroupAppender {

    private static final String SAVEPOINT = "SAVEPOINT before_append";
    private static final String BACK = "ROLLBACK TO SAVEPOINT before_append";

    private final JdbcTemplate jdbc;
    private final EventAppender appender;

    GroupAppender(DataSource dataSource, EventAppender appender) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.appender = appender;
    }

    void append(EventColumns events, AppendGroup group) {
        List<Part> owners = ownersOf(events, group);
        loseRepeatedIds(events, owners, group);
        jdbc.execute(SAVEPOINT);
        try {
            write(events, owners, group);
        } catch (RuntimeException e) {
            if (!isClash(e)) {
                throw e;
            }
            jdbc.execute(BACK);
            loseClashing(events, owners, group);
            write(events, owners, group);
        }
        DeferredWrites.written();
    }

    /** Whose each event is. */
    private static List<Part> ownersOf(EventColumns events, AppendGroup group) {
        List<Part> owners = new ArrayList<>(events.size());
        for (Part part : group.parts()) {
            for (int i = 0; i < part.events(); i++) {
                owners.add(part);
            }
        }
        if (owners.size() != events.size()) {
            throw new ConcurrencyException(
                    "A group of %d events has %d to append".formatted(owners.size(), events.size()));
        }
        IntStream.range(0, owners.size()).forEach(i -> owners.get(i).touches(events.aggregateIds()[i]));
        return owners;
    }

    /** Of two parts with the same event identifier the first one is the first. */
    private static void loseRepeatedIds(EventColumns events, List<Part> owners, AppendGroup group) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < events.size(); i++) {
            if (!seen.add(events.eventIds()[i])) {
                owners.get(i).lose(Fate.ID_USED);
            }
        }
        group.spreadLosses();
    }

    private void loseClashing(EventColumns events, List<Part> owners, AppendGroup group) {
        Map<Integer, Clash> clashes = appender.lockAndFindClashes(events);
        clashes.forEach((index, clash) -> owners.get(index).lose(clash.idUsed() ? Fate.ID_USED : Fate.OUTRUN));
        group.spreadLosses();
    }

    /** Keys before events, so that the log's lock is held for as short as can be. */
    private void write(EventColumns events, List<Part> owners, AppendGroup group) {
        List<Integer> kept = IntStream.range(0, events.size())
                .filter(i -> owners.get(i).fate() == Fate.KEPT)
                .boxed()
                .toList();
        DeferredWrites.write();
        if (!kept.isEmpty()) {
            long last = appender.append(kept.size() == events.size() ? events : events.only(kept));
            long first = last - kept.size() + 1;
            IntStream.range(0, kept.size()).forEach(i -> owners.get(kept.get(i)).appendedUpTo(first + i));
            group.appendedUpTo(last, events.eventIds()[kept.get(kept.size() - 1)]);
        }
    }

    private static boolean isClash(RuntimeException failure) {
        return StoreFailures.violatedConstraint(failure)
                .filter(constraint -> constraint.equals(PostgresEventStorageEngine.IDENTIFIER)
                        || constraint.equals(PostgresEventStorageEngine.AGGREGATE_SEQUENCE))
                .isPresent();
    }
}
