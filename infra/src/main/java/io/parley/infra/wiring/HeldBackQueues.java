package io.parley.infra.wiring;

import io.parley.infra.wiring.ProjectionProperties.DeadLetters;
import io.parley.projection.Projection;
import io.parley.projection.heldback.DueLetters;
import io.parley.projection.heldback.HeldBackQueue;
import io.parley.projection.mailbox.MailboxProjection;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.DeadLetterSchema;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.springframework.jdbc.core.JdbcOperations;

/** The dead-letter queues, one for each projection but the mailbox, which must have no holes. */
final class HeldBackQueues {

    private static final DeadLetterSchema SCHEMA =
            DeadLetterSchema.builder().deadLetterTable("work.dead_letter").build();

    /** Longer than any conversation takes to be worked off: a claim lives in the transaction that does so. */
    private static final Duration CLAIM = Duration.ofMinutes(5);

    private final Map<String, HeldBackQueue> queues = new LinkedHashMap<>();

    HeldBackQueues(
            Collection<Projection> projections,
            DataSource dataSource,
            JdbcOperations jdbc,
            TransactionManager transactions,
            Serializer serializer,
            Serializer eventSerializer,
            DeadLetters bounds) {
        var statements =
                new DueLetters(SCHEMA, serializer, eventSerializer, CLAIM, bounds.shortestWait(), bounds.longestWait());
        for (Projection projection : projections) {
            if (!projection.name().equals(MailboxProjection.NAME)) {
                JdbcSequencedDeadLetterQueue.Builder<EventMessage<?>> settings =
                        JdbcSequencedDeadLetterQueue.<EventMessage<?>>builder()
                                .connectionProvider(new SpringDataSourceConnectionProvider(dataSource))
                                .transactionManager(transactions)
                                .genericSerializer(serializer)
                                .eventSerializer(eventSerializer)
                                .statementFactory(statements)
                                .claimDuration(CLAIM)
                                .maxSequences(bounds.conversations())
                                .maxSequenceSize(bounds.events());
                queues.put(projection.name(), new HeldBackQueue(projection.name(), settings, SCHEMA, jdbc));
            }
        }
    }

    Optional<HeldBackQueue> of(String projection) {
        return Optional.ofNullable(queues.get(projection));
    }

    Map<String, HeldBackQueue> all() {
        return Map.copyOf(queues);
    }
}
