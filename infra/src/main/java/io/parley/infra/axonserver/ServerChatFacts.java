package io.parley.infra.axonserver;

import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import io.parley.command.receipt.ChatFacts;
import io.parley.contract.chat.ChatEvent.ChatGone;
import io.parley.contract.chat.ChatEvent.DirectChatOpened;
import io.parley.contract.chat.ChatEvent.GroupOpened;
import io.parley.contract.chat.Memberships;
import io.parley.contract.chat.Roster;
import io.parley.contract.id.ChatId;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.infra.store.StoreFailures;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads of each chat its opening and its newest message. The server reads aggregates forwards only, so that the newest message is
 * looked for in stretches from the end, each twice as long as the one before; as a rule it is in the first.
 */
final class ServerChatFacts implements ChatFacts {

    private static final long FIRST_STRETCH = 8;

    private final ServerLog log;
    private final EventCodec codec;
    private final Memberships memberships;
    private final String messageSent;

    /** Reads from the log of record, in which messages have the given type. */
    ServerChatFacts(ServerLog log, EventCodec codec, Memberships memberships, String messageSent) {
        this.log = log;
        this.codec = codec;
        this.memberships = memberships;
        this.messageSent = messageSent;
    }

    @Override
    public Map<ChatId, Facts> load(Set<ChatId> chatIds) {
        Map<ChatId, Facts> facts = new HashMap<>();
        try {
            chatIds.forEach(chatId -> load(chatId).ifPresent(found -> facts.put(chatId, found)));
        } catch (RuntimeException e) {
            throw StoreFailures.translated(e);
        }
        return facts;
    }

    private Optional<Facts> load(ChatId chatId) {
        return log.at(chatId.toString(), 0)
                .map(this::decoded)
                .flatMap(this::members)
                .map(members -> new Facts(members, lastSequence(chatId)))
                .map(facts -> isGone(chatId) ? facts.gone() : facts);
    }

    private boolean isGone(ChatId chatId) {
        String id = chatId.toString();
        return log.lastSequence(id)
                .flatMap(last -> log.at(id, last))
                .map(this::decoded)
                .filter(ChatGone.class::isInstance)
                .isPresent();
    }

    private Optional<Members> members(Object opening) {
        if (opening instanceof GroupOpened opened) {
            Roster roster = Roster.of(memberships.of(opened.chatId(), Long.MAX_VALUE));
            return Optional.of(Members.ofGroup(roster.version(), roster.users()));
        }
        return as(DirectChatOpened.class, opening)
                .map(opened -> Facts.of(opened.audience(), 0).members());
    }

    private long lastSequence(ChatId chatId) {
        long end = log.lastSequence(chatId.toString()).orElse(0L);
        for (long stretch = FIRST_STRETCH; end > 0; stretch *= 2) {
            long begin = Math.max(1, end - stretch + 1);
            Optional<MessageSent> newest = newestMessage(chatId.toString(), begin, end);
            if (newest.isPresent()) {
                return newest.get().sequence();
            }
            end = begin - 1;
        }
        return 0;
    }

    private Optional<MessageSent> newestMessage(String aggregateId, long begin, long end) {
        try (Stream<Event> events = log.eventsOf(aggregateId, begin, end + 1)) {
            return events.filter(event -> event.getPayload().getType().equals(messageSent))
                    .max(Comparator.comparingLong(Event::getAggregateSequenceNumber))
                    .map(this::decoded)
                    .flatMap(event -> as(MessageSent.class, event));
        }
    }

    private static <E> Optional<E> as(Class<E> type, Object event) {
        return type.isInstance(event) ? Optional.of(type.cast(event)) : Optional.empty();
    }

    private Object decoded(Event event) {
        EventWithToken anywhere = EventWithToken.newBuilder().setEvent(event).build();
        return codec.decode(List.of(anywhere)).get(0).getPayload();
    }
}
