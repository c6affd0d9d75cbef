package io.parley.infra.axonserver;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import io.parley.contract.chat.ChatEvent.MembershipEvent;
import io.parley.contract.chat.Memberships;
import io.parley.contract.chat.Spell;
import io.parley.contract.id.ChatId;
import io.parley.infra.store.SpellHistory;
import io.parley.infra.store.StoreFailures;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads memberships from the events of the group's own aggregate. That is dear in two ways. The server has no index by type, so that
 * all events of the group are read, messages too; and an aggregate's events come without positions, so that each change of
 * membership has its own looked for, which takes two calls as a rule, see {@link PositionSearch}. What was found out never changes:
 * so it is remembered, for the groups that were asked for last, and only what has come since is read the next time. A position that
 * is known to be covered is answered without a call.
 */
final class ServerMemberships implements Memberships {

    private final ServerLog log;
    private final EventCodec codec;
    private final PositionSearch positions;
    private final Set<String> types;
    private final Cache<ChatId, Known> remembered;

    /**
     * Reads from the log of record.
     *
     * @param types what membership events are called there
     * @param capacity how many groups are remembered
     */
    ServerMemberships(ServerLog log, EventCodec codec, ServerPages pages, Set<String> types, int capacity) {
        this.log = log;
        this.codec = codec;
        this.positions = new PositionSearch(log, pages);
        this.types = types;
        this.remembered = Caffeine.newBuilder().maximumSize(capacity).build();
    }

    @Override
    public List<Spell> of(ChatId chatId, long upTo) {
        try {
            return remembered.get(chatId, id -> new Known(id.toString())).upTo(upTo);
        } catch (RuntimeException e) {
            throw StoreFailures.translated(e);
        }
    }

    /** What is known of a group. A read that fails half-way keeps what it has read. */
    private final class Known {

        private final String aggregateId;
        private final SpellHistory history = new SpellHistory();
        private long nextSequence;
        private long lastChange;
        private long covered;

        Known(String aggregateId) {
            this.aggregateId = aggregateId;
        }

        synchronized List<Spell> upTo(long position) {
            if (position > covered) {
                long head = log.head(); // before the events are read, so that none up to there is missed
                readOn();
                covered = head;
            }
            return history.upTo(position);
        }

        private void readOn() {
            try (Stream<Event> events = log.eventsOf(aggregateId, nextSequence)) {
                events.forEach(event -> {
                    if (types.contains(event.getPayload().getType())) {
                        take(event);
                    }
                    nextSequence = event.getAggregateSequenceNumber() + 1;
                });
            }
        }

        private void take(Event event) {
            long position = positions.find(event, lastChange);
            if (decoded(event) instanceof MembershipEvent membership) {
                history.take(membership, position);
            }
            lastChange = position;
        }
    }

    private Object decoded(Event event) {
        EventWithToken anywhere = EventWithToken.newBuilder().setEvent(event).build();
        return codec.decode(List.of(anywhere)).get(0).getPayload();
    }
}
