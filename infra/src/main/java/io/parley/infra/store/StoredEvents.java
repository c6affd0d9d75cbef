package io.parley.infra.store;

import io.parley.command.message.SentMessages;
import io.parley.contract.ParleyEvent;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import io.parley.contract.log.ChatLog;
import io.parley.contract.log.EventsByPosition;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.message.MessageEvent.MessageSent;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventMessage;

/** Single events and short ranges, read straight from the log. */
final class StoredEvents implements EventsByPosition, SentMessages, ChatLog {

    private final EventTable events;
    private final LogReader reader;
    private final String messageSent;

    /** Reads from a log in which messages have the given type. */
    StoredEvents(EventTable events, LogReader reader, String messageSent) {
        this.events = events;
        this.reader = reader;
        this.messageSent = messageSent;
    }

    @Override
    public List<LoggedEvent> at(List<Long> positions) {
        return positions.isEmpty() ? List.of() : read(() -> events.at(positions));
    }

    @Override
    public List<LoggedEvent> between(long after, long upTo, int limit) {
        if (limit <= 0) {
            throw new IllegalArgumentException("the limit must be positive");
        }
        return read(() -> events.between(after, upTo, limit));
    }

    @Override
    public Optional<MessageSent> find(MessageId messageId) {
        return read(() -> events.withIdentifier(MessageIdentity.eventIdOf(messageId))).stream()
                .map(LoggedEvent::event)
                .filter(MessageSent.class::isInstance)
                .map(MessageSent.class::cast)
                .findFirst();
    }

    @Override
    public List<Numbered> messagesAfter(ChatId chatId, long number, int most) {
        try {
            return reader.decode(events.ofAggregate(chatId.toString(), number, messageSent, most)).stream()
                    .map(StoredEvents::numbered)
                    .toList();
        } catch (RuntimeException e) {
            throw StoreFailures.translated(e);
        }
    }

    private static Numbered numbered(TrackedEventMessage<?> message) {
        long number = ((DomainEventMessage<?>) message).getSequenceNumber();
        return new Numbered(number, (MessageSent) message.getPayload());
    }

    private List<LoggedEvent> read(Supplier<List<TrackedDomainEventData<byte[]>>> rows) {
        try {
            return reader.decode(rows.get()).stream()
                    .flatMap(message -> logged(message).stream())
                    .toList();
        } catch (RuntimeException e) {
            throw StoreFailures.translated(e);
        }
    }

    private static Optional<LoggedEvent> logged(TrackedEventMessage<?> message) {
        if (!(message.getPayload() instanceof ParleyEvent event)) {
            return Optional.empty();
        }
        long position = PostgresEventStorageEngine.positionOf(message.trackingToken());
        return Optional.of(new LoggedEvent(position, message.getTimestamp(), event));
    }
}
