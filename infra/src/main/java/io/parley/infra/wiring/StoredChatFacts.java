package io.parley.infra.wiring;

import io.parley.command.receipt.ChatFacts;
import io.parley.contract.chat.ChatEvent.DirectChatOpened;
import io.parley.contract.id.ChatId;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.infra.store.StoreFailures;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads of each chat its opening and its newest message, straight from the log: two rows by index a chat, one statement for
 * all.
 */
final class StoredChatFacts implements ChatFacts {

    private static final String OPENINGS_AND_NEWEST_MESSAGES =
            """
            SELECT found.*
            FROM unnest(?::text[]) AS wanted (id)
            CROSS JOIN LATERAL (
                (SELECT * FROM events.event WHERE aggregate_id = wanted.id AND sequence_number = 0)
                UNION ALL
                (SELECT * FROM events.event
                 WHERE aggregate_id = wanted.id AND sequence_number > 0 AND type = ?
                 ORDER BY sequence_number DESC LIMIT 1)
            ) found
            ORDER BY found.aggregate_id, found.sequence_number
            """;

    private final JdbcClient jdbc;
    private final Serializer serializer;
    private final EventUpcaster upcasters;
    private final String messageSent;

    StoredChatFacts(JdbcClient jdbc, Serializer serializer, EventUpcaster upcasters) {
        this.jdbc = jdbc;
        this.serializer = serializer;
        this.upcasters = upcasters;
        this.messageSent = serializer.typeForClass(MessageSent.class).getName();
    }

    @Override
    public Map<ChatId, Facts> load(Set<ChatId> chatIds) {
        List<DomainEventData<byte[]>> rows = read(chatIds);
        Map<ChatId, Facts> facts = new HashMap<>();
        List<? extends DomainEventMessage<?>> events = EventStreamUtils.upcastAndDeserializeDomainEvents(
                        rows.stream(), serializer, upcasters)
                .asStream()
                .toList();
        for (DomainEventMessage<?> event : events) {
            if (event.getPayload() instanceof DirectChatOpened opened) {
                facts.put(opened.chatId(), new Facts(opened.audience(), 0));
            } else if (event.getPayload() instanceof MessageSent sent) {
                facts.computeIfPresent(sent.chatId(), (id, known) -> new Facts(known.members(), sent.sequence()));
            }
        }
        return facts;
    }

    private List<DomainEventData<byte[]>> read(Set<ChatId> chatIds) {
        try {
            return jdbc.sql(OPENINGS_AND_NEWEST_MESSAGES)
                    .param(chatIds.stream().map(ChatId::toString).toArray(String[]::new))
                    .param(messageSent)
                    .query(StoredChatFacts::event)
                    .list();
        } catch (RuntimeException failure) {
            throw StoreFailures.isUnavailable(failure) ? StoreFailures.unavailable() : failure;
        }
    }

    private static DomainEventData<byte[]> event(ResultSet row, int number) throws SQLException {
        return new GenericDomainEventEntry<>(
                row.getString("aggregate_type"),
                row.getString("aggregate_id"),
                row.getLong("sequence_number"),
                row.getString("event_id"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getString("type"),
                row.getString("revision"),
                row.getBytes("payload"),
                row.getBytes("metadata"));
    }
}
