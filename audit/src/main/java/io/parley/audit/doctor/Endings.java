package io.parley.audit.doctor;

import io.parley.audit.look.StoredEvents;
import io.parley.contract.ParleyEvent;
import io.parley.contract.chat.ChatEvent.ChatExpired;
import io.parley.contract.chat.ChatEvent.ChatGone;
import io.parley.contract.chat.ChatEvent.ChatPurged;
import io.parley.contract.message.MessageEvent.MessageRetracted;
import io.parley.contract.message.MessageEvent.MessagesExpired;
import io.parley.contract.message.SequenceRange;
import io.parley.infra.seal.EventRows;
import io.parley.infra.seal.LoggedEvent;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which messages are gone, by what the log says. Of the chats in which some are, some hundred are remembered at a time. */
final class Endings {

    private static final int REMEMBERED = 500;

    private static final String TYPES = Stream.of(
                    MessageRetracted.class, MessagesExpired.class, ChatExpired.class, ChatPurged.class)
            .map(type -> "'" + type.getName() + "'")
            .collect(Collectors.joining(", "));

    private static final String CHATS = "SELECT DISTINCT aggregate_id FROM events.event WHERE type IN (" + TYPES + ")";

    private static final String OF_CHAT = "SELECT " + EventRows.COLUMNS
            + " FROM events.event WHERE aggregate_id = ? AND type IN (" + TYPES + ") ORDER BY position";

    private final Snapshot snapshot;
    private final StoredEvents stored;
    private final Set<String> chats = new HashSet<>();
    private final Map<String, GoneRanges> remembered = new LinkedHashMap<>();

    Endings(Snapshot snapshot, StoredEvents stored) throws SQLException {
        this.snapshot = snapshot;
        this.stored = stored;
        snapshot.each(CHATS, row -> chats.add(row.getString(1)));
    }

    /** The position of the event with which a message went; 0 if it lives. */
    long of(String chat, long sequence) throws SQLException {
        if (!chats.contains(chat)) {
            return 0;
        }
        GoneRanges gone = remembered.get(chat);
        if (gone == null) {
            gone = read(chat);
            remembered.put(chat, gone);
            if (remembered.size() > REMEMBERED) {
                remembered.remove(remembered.keySet().iterator().next());
            }
        }
        return gone.positionOf(sequence);
    }

    private GoneRanges read(String chat) throws SQLException {
        GoneRanges all = new GoneRanges();
        snapshot.each(
                OF_CHAT,
                row -> {
                    LoggedEvent logged = EventRows.event(row);
                    stored.read(logged).ifPresent(event -> add(event, logged.position(), all));
                },
                chat);
        return all;
    }

    private static void add(ParleyEvent event, long position, GoneRanges all) {
        if (event instanceof MessageRetracted retracted) {
            all.add(retracted.sequence(), retracted.sequence(), position);
        } else if (event instanceof MessagesExpired expired) {
            for (SequenceRange range : expired.ranges()) {
                all.add(range.from(), range.to(), position);
            }
        } else if (event instanceof ChatGone) {
            all.add(0, Long.MAX_VALUE, position);
        }
    }
}
