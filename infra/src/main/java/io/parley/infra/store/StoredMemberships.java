package io.parley.infra.store;

import io.parley.contract.chat.ChatEvent.MembershipEvent;
import io.parley.contract.chat.Memberships;
import io.parley.contract.chat.Spell;
import io.parley.contract.id.ChatId;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/** Reads memberships straight from the log, by an index of what changes them: messages cost nothing, however many there are. */
final class StoredMemberships implements Memberships {

    private static final long BEFORE_THE_FIRST = -1;

    private final EventTable events;
    private final LogReader reader;
    private final int pageSize;

    StoredMemberships(EventTable events, LogReader reader, int pageSize) {
        this.events = events;
        this.reader = reader;
        this.pageSize = pageSize;
    }

    @Override
    public List<Spell> of(ChatId chatId, long upTo) {
        try {
            return read(chatId.toString(), upTo).upTo(upTo);
        } catch (RuntimeException e) {
            throw StoreFailures.translated(e);
        }
    }

    private SpellHistory read(String aggregateId, long upTo) {
        SpellHistory history = new SpellHistory();
        Stream<TrackedDomainEventData<byte[]>> rows =
                Pages.stream(last -> events.membershipOf(aggregateId, sequenceOf(last), upTo, pageSize), pageSize);
        reader.decode(rows).forEach(message -> take(history, message));
        return history;
    }

    private static long sequenceOf(@Nullable TrackedDomainEventData<byte[]> last) {
        return last == null ? BEFORE_THE_FIRST : last.getSequenceNumber();
    }

    private static void take(SpellHistory history, TrackedEventMessage<?> message) {
        if (message.getPayload() instanceof MembershipEvent event) {
            history.take(event, PostgresEventStorageEngine.positionOf(message.trackingToken()));
        }
    }
}
