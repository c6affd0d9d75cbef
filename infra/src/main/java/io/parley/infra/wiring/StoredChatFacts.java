package io.parley.infra.wiring;

import io.parley.command.receipt.ChatFacts;
import io.parley.contract.chat.ChatEvent.ChatGone;
import io.parley.contract.chat.ChatEvent.DirectChatOpened;
import io.parley.contract.chat.ChatEvent.GroupOpened;
import io.parley.contract.chat.Memberships;
import io.parley.contract.chat.Roster;
import io.parley.contract.id.ChatId;
import io.parley.contract.log.EventsByPosition;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.infra.store.StoreFailures;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads of each chat its opening, its newest message and its last event, which tells whether it is gone, straight from the log: three
 * rows by index a chat, two statements for all. Of a group the membership comes on top.
 */
final class StoredChatFacts implements ChatFacts {

    private static final String OPENINGS_AND_NEWEST_MESSAGES = """
            SELECT found.position
            FROM unnest(?::text[]) AS wanted (id)
            CROSS JOIN LATERAL (
                (SELECT position FROM events.event WHERE aggregate_id = wanted.id AND sequence_number = 0)
                UNION ALL
                (SELECT position FROM events.event
                 WHERE aggregate_id = wanted.id AND sequence_number > 0 AND type = ?
                 ORDER BY sequence_number DESC LIMIT 1)
                UNION
                (SELECT position FROM events.event WHERE aggregate_id = wanted.id ORDER BY sequence_number DESC LIMIT 1)
            ) found
            """;

    private final JdbcClient jdbc;
    private final EventsByPosition events;
    private final Memberships memberships;
    private final String messageSent;

    /** Reads from the log of record, in which messages have the given type. */
    StoredChatFacts(JdbcClient jdbc, EventsByPosition events, Memberships memberships, String messageSent) {
        this.jdbc = jdbc;
        this.events = events;
        this.memberships = memberships;
        this.messageSent = messageSent;
    }

    @Override
    public Map<ChatId, Facts> load(Set<ChatId> chatIds) {
        Map<ChatId, Facts> facts = new HashMap<>();
        for (LoggedEvent logged : events.at(positions(chatIds))) {
            if (logged.event() instanceof DirectChatOpened opened) {
                facts.put(opened.chatId(), Facts.of(opened.audience(), 0));
            } else if (logged.event() instanceof GroupOpened opened) {
                facts.put(opened.chatId(), new Facts(members(opened.chatId()), 0));
            } else if (logged.event() instanceof MessageSent sent) {
                facts.computeIfPresent(sent.chatId(), (id, known) -> new Facts(known.members(), sent.sequence()));
            } else if (logged.event() instanceof ChatGone gone) {
                facts.computeIfPresent(gone.chatId(), (id, known) -> known.gone());
            }
        }
        return facts;
    }

    private Members members(ChatId chatId) {
        Roster roster = Roster.of(memberships.of(chatId, Long.MAX_VALUE));
        return Members.ofGroup(roster.version(), roster.users());
    }

    private List<Long> positions(Set<ChatId> chatIds) {
        try {
            return jdbc.sql(OPENINGS_AND_NEWEST_MESSAGES)
                    .param(chatIds.stream().map(ChatId::toString).toArray(String[]::new))
                    .param(messageSent)
                    .query(Long.class)
                    .list();
        } catch (RuntimeException failure) {
            throw StoreFailures.isUnavailable(failure) ? StoreFailures.unavailable() : failure;
        }
    }
}
