package io.parley.infra.axonserver;

import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import io.parley.command.message.SentMessages;
import io.parley.contract.ParleyEvent;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import io.parley.contract.log.ChatLog;
import io.parley.contract.log.EventsByPosition;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.infra.store.MessageIdentity;
import io.parley.infra.store.StoreFailures;
import io.parley.infra.tracing.TraceParents;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.axonframework.eventhandling.TrackedEventMessage;

/**
 * Single events and short ranges, read straight from the log. The server has no way to ask for single positions, so that those
 * that lie close together are read as one range.
 */
final class ServerEvents implements EventsByPosition, SentMessages, ChatLog {

    /** To read on over so many events costs less than to open another stream. */
    private static final long CLOSE = 50;

    private final ServerLog log;
    private final ServerPages pages;
    private final EventCodec codec;
    private final MessageClaims claims;

    ServerEvents(ServerLog log, ServerPages pages, EventCodec codec, MessageClaims claims) {
        this.log = log;
        this.pages = pages;
        this.codec = codec;
        this.claims = claims;
    }

    @Override
    public List<LoggedEvent> at(List<Long> positions) {
        if (positions.isEmpty()) {
            return List.of();
        }
        Set<Long> wanted = new HashSet<>(positions);
        return translated(() -> {
            long head = pages.head();
            List<Long> there = wanted.stream()
                    .filter(position -> position > 0 && position <= head)
                    .sorted()
                    .toList();
            return ranges(there).stream()
                    .flatMap(range -> read(range.after, range.count()).stream())
                    .filter(event -> wanted.contains(event.position()))
                    .toList();
        });
    }

    private static List<Range> ranges(List<Long> positions) {
        List<Range> ranges = new ArrayList<>();
        for (long position : positions) {
            Range last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
            if (last != null && position - last.upTo <= CLOSE) {
                ranges.set(ranges.size() - 1, new Range(last.after, position));
            } else {
                ranges.add(new Range(position - 1, position));
            }
        }
        return ranges;
    }

    private record Range(long after, long upTo) {

        int count() {
            return (int) (upTo - after);
        }
    }

    private List<LoggedEvent> read(long after, int count) {
        return logged(codec.decode(log.after(after, count)));
    }

    @Override
    public List<LoggedEvent> between(long after, long upTo, int limit) {
        if (limit <= 0) {
            throw new IllegalArgumentException("the limit must be positive");
        }
        int count = (int) Math.min(limit, upTo - after);
        return count <= 0
                ? List.of()
                : translated(() -> logged(pages.after(after, count).events()));
    }

    @Override
    public Optional<MessageSent> find(MessageId messageId) {
        return translated(() -> claims.eventWith(MessageIdentity.eventIdOf(messageId)))
                .map(this::decoded)
                .filter(MessageSent.class::isInstance)
                .map(MessageSent.class::cast);
    }

    @Override
    public List<Numbered> messagesAfter(ChatId chatId, long number, int most) {
        return translated(() -> {
            try (Stream<Event> events = log.eventsOf(chatId.toString(), number + 1)) {
                return events.flatMap(event -> numbered(event).stream())
                        .limit(most)
                        .toList();
            }
        });
    }

    private Optional<Numbered> numbered(Event event) {
        return decoded(event) instanceof MessageSent message
                ? Optional.of(new Numbered(event.getAggregateSequenceNumber(), message))
                : Optional.empty();
    }

    private Object decoded(Event event) {
        EventWithToken anywhere = EventWithToken.newBuilder().setEvent(event).build();
        return codec.decode(List.of(anywhere)).get(0).getPayload();
    }

    private static <T> T translated(Supplier<T> read) {
        try {
            return read.get();
        } catch (RuntimeException e) {
            throw StoreFailures.translated(e);
        }
    }

    private static List<LoggedEvent> logged(List<? extends TrackedEventMessage<?>> messages) {
        List<LoggedEvent> events = new ArrayList<>();
        for (TrackedEventMessage<?> message : messages) {
            if (message.getPayload() instanceof ParleyEvent event) {
                long position = message.trackingToken().position().orElseThrow();
                events.add(new LoggedEvent(position, message.getTimestamp(), event, TraceParents.of(message)));
            }
        }
        return events;
    }
}
