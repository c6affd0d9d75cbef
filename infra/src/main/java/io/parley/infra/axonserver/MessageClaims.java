package io.parley.infra.axonserver;

import io.axoniq.axonserver.grpc.event.Event;
import io.parley.infra.store.EventIdUsedException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * Holds the identifiers of messages unique, which Axon Server does not: each is claimed in the database, for a place in the log,
 * before its event is appended there. A claim of which no event came is settled by whoever comes next: the log says what stands
 * at its place.
 */
final class MessageClaims {

    private static final String CLAIM = "INSERT INTO work.message_claim (event_id, aggregate_id, sequence_number)"
            + " SELECT * FROM unnest(?::uuid[], ?::text[], ?::bigint[]) ON CONFLICT (event_id) DO NOTHING"
            + " RETURNING event_id";
    private static final String FIND = "SELECT event_id, aggregate_id, sequence_number,"
            + " claimed_at < now() - ?::interval AS old, claimed_at > now() - interval '1 second' AS young"
            + " FROM work.message_claim WHERE event_id = ANY (?)";
    private static final String TAKE_OVER = "UPDATE work.message_claim SET aggregate_id = ?, sequence_number = ?,"
            + " claimed_at = now() WHERE event_id = ? AND aggregate_id = ? AND sequence_number = ?";

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final JdbcClient jdbc;
    private final ServerLog log;
    private final String patience;

    MessageClaims(JdbcClient jdbc, ServerLog log, Duration patience) {
        this.jdbc = jdbc;
        this.log = log;
        this.patience = patience.toMillis() + " milliseconds";
    }

    /**
     * Claims the identifiers of events for their places, in the current transaction.
     *
     * @throws EventIdUsedException if an event with one of the identifiers is in the log
     * @throws ConcurrencyException if another append may be on its way with one of them
     */
    void claim(List<Event> events) {
        if (events.stream().map(Event::getMessageIdentifier).distinct().count() < events.size()) {
            throw new ConcurrencyException("Two of these events are one message");
        }
        Set<UUID> claimed = new HashSet<>(insert(events));
        Map<UUID, Event> others = new HashMap<>();
        for (Event event : events) {
            UUID id = UUID.fromString(event.getMessageIdentifier());
            if (!claimed.remove(id)) {
                others.put(id, event);
            }
        }
        if (!others.isEmpty()) {
            find(others.keySet()).forEach(claim -> settle(claim, Objects.requireNonNull(others.get(claim.eventId))));
        }
    }

    private List<UUID> insert(List<Event> events) {
        return jdbc.sql(CLAIM)
                .param(new SqlArrayValue(
                        "uuid", events.stream().map(Event::getMessageIdentifier).toArray()))
                .param(new SqlArrayValue(
                        "text",
                        events.stream().map(Event::getAggregateIdentifier).toArray()))
                .param(new SqlArrayValue(
                        "int8",
                        events.stream().map(Event::getAggregateSequenceNumber).toArray()))
                .query(UUID.class)
                .list();
    }

    private void settle(Claim theirs, Event mine) {
        if (theirs.isFor(mine)) {
            return; // an earlier try, or a rival for the same place: the log takes one of them
        }
        Optional<Event> found = theirs.young ? awaited(theirs) : log.at(theirs.aggregateId, theirs.sequence);
        if (found.isPresent() && found.get().getMessageIdentifier().equals(mine.getMessageIdentifier())) {
            throw new EventIdUsedException();
        }
        boolean lost = found.isPresent() || theirs.old;
        if (!lost || !takeOver(theirs, mine)) {
            throw new ConcurrencyException("The message may be on its way by another append");
        }
    }

    /** What a claim of just now is for is probably on its way: its claimer needs nothing more of us. */
    private Optional<Event> awaited(Claim theirs) {
        long end = System.nanoTime() + LOOK.toNanos();
        while (true) {
            Optional<Event> found = log.at(theirs.aggregateId, theirs.sequence);
            if (found.isPresent() || System.nanoTime() > end) {
                return found;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private boolean takeOver(Claim theirs, Event mine) {
        return jdbc.sql(TAKE_OVER)
                        .param(mine.getAggregateIdentifier())
                        .param(mine.getAggregateSequenceNumber())
                        .param(theirs.eventId)
                        .param(theirs.aggregateId)
                        .param(theirs.sequence)
                        .update()
                == 1;
    }

    /** The event with an identifier that was claimed, if it came into the log. */
    Optional<Event> eventWith(UUID eventId) {
        return find(Set.of(eventId)).stream()
                .flatMap(claim -> log.at(claim.aggregateId, claim.sequence).stream())
                .filter(event -> event.getMessageIdentifier().equals(eventId.toString()))
                .findFirst();
    }

    private List<Claim> find(Set<UUID> eventIds) {
        return jdbc.sql(FIND)
                .param(patience)
                .param(new SqlArrayValue("uuid", eventIds.toArray()))
                .query(Claim::of)
                .list();
    }

    private record Claim(UUID eventId, String aggregateId, long sequence, boolean old, boolean young) {

        static Claim of(ResultSet row, int number) throws SQLException {
            return new Claim(
                    row.getObject("event_id", UUID.class),
                    row.getString("aggregate_id"),
                    row.getLong("sequence_number"),
                    row.getBoolean("old"),
                    row.getBoolean("young"));
        }

        boolean isFor(Event event) {
            return aggregateId.equals(event.getAggregateIdentifier()) && sequence == event.getAggregateSequenceNumber();
        }
    }
}
