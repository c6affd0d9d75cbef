package io.parley.query.mailbox;

import io.parley.contract.ParleyEvent;
import io.parley.contract.chat.ChatEvent;
import io.parley.contract.chat.ChatEvent.ChatGone;
import io.parley.contract.chat.ChatEvent.MemberRemoved;
import io.parley.contract.fanout.FanOutEvent.MailboxesFilled;
import io.parley.contract.id.ChatId;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.message.MessageEvent;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.query.Rows;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Leaves out of a mailbox messages that were taken back, and what happened in chats that are gone, before their rows are removed. That a
 * chat is gone stays, and that somebody had to leave it before: a device has to remove its copy. What the read tables do not know yet is
 * brought, and cannot be read: its key is gone.
 */
final class GoneEvents {

    private static final String SQL = """
            SELECT chat_id, NULL::bigint AS sequence FROM views.gone_chat WHERE chat_id = ANY (:chats)
            UNION
            SELECT m.chat_id, m.sequence
            FROM unnest(:chats, :sequences) AS n (chat_id, sequence)
            JOIN views.message m ON m.chat_id = n.chat_id AND m.sequence = n.sequence
            WHERE m.retracted""";

    private final JdbcClient jdbc;

    GoneEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The others, in the same order. */
    List<LoggedEvent> leftOut(List<LoggedEvent> events) {
        List<Place> places = events.stream()
                .map(event -> Place.of(event.event()))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (places.isEmpty()) {
            return events;
        }
        Set<Place> gone = find(places);
        return gone.isEmpty()
                ? events
                : events.stream().filter(event -> !isGone(event.event(), gone)).toList();
    }

    private static boolean isGone(ParleyEvent event, Set<Place> gone) {
        Place place = Place.of(event);
        return place != null && (gone.contains(place) || gone.contains(new Place(place.chatId(), null)));
    }

    private Set<Place> find(List<Place> places) {
        return new HashSet<>(jdbc.sql(SQL)
                .param(
                        "chats",
                        places.stream().map(place -> place.chatId().value()).toArray(UUID[]::new))
                .param("sequences", places.stream().map(Place::sequence).toArray(Long[]::new))
                .query((row, number) ->
                        new Place(new ChatId(Rows.id(row, "chat_id")), row.getObject("sequence", Long.class)))
                .list());
    }

    /**
     * Where an event belongs that may be gone.
     *
     * @param sequence the message that it brings; null if it brings none
     */
    private record Place(ChatId chatId, @Nullable Long sequence) {

        static @Nullable Place of(ParleyEvent event) {
            if (event instanceof MessageSent sent) {
                return new Place(sent.chatId(), sent.sequence());
            }
            if (event instanceof MailboxesFilled filled) {
                return new Place(filled.chatId(), filled.sequence());
            }
            if (event instanceof MessageEvent message) {
                return new Place(message.chatId(), null);
            }
            boolean stays = event instanceof ChatGone || event instanceof MemberRemoved;
            return event instanceof ChatEvent chat && !stays ? new Place(chat.chatId(), null) : null;
        }
    }
}
