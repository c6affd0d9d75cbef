package io.parley.audit.look;

import io.parley.contract.audit.EventFilter;
import io.parley.contract.id.MessageId;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.infra.seal.LoggedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds a message in the log, and what became of it. */
public final class MessageSearch {

    private final EventSearch search;
    private final StoredEvents stored = new StoredEvents();
    private final PushSearch pushes;

    /** One that reads by a connection, as {@link EventSearch} does. */
    public MessageSearch(Connection connection) throws SQLException {
        search = new EventSearch(connection);
        pushes = new PushSearch(connection, stored);
    }

    /**
     * The life of a message.
     *
     * @param chat its chat; null if that is not known, and then all of the log may have to be read
     * @return empty if there is none
     */
    public Optional<MessageLife> find(MessageId message, @Nullable UUID chat) throws SQLException {
        return find(message, chat, event -> {});
    }

    /** As {@link #find(MessageId, UUID)}, and somebody is told of each event after it, who may have had enough and throw. */
    Optional<MessageLife> find(MessageId message, @Nullable UUID chat, Consumer<LoggedEvent> told) throws SQLException {
        Sent found = new Sent(message);
        search.find(
                new EventFilter(chat, null, message.value(), "MessageSent", null, null, 1, Long.MAX_VALUE),
                0,
                found::goesOn);
        MessageSent sent = found.sent;
        LoggedEvent event = found.event;
        if (sent == null || event == null) {
            return Optional.empty();
        }
        LifeWriter writer = new LifeWriter(stored, sent, event);
        EventFilter ofChat = new EventFilter(sent.chatId().value(), null, null, null, null, null, 1, Long.MAX_VALUE);
        search.find(ofChat, event.position(), next -> {
            told.accept(next);
            writer.take(next);
            return true;
        });
        return Optional.of(writer.life(pushes.of(sent, event.position(), writer.filled())));
    }

    /** The event by which a message was sent; others name it too: those that answer it. */
    private final class Sent {

        private final MessageId message;
        private @Nullable MessageSent sent;
        private @Nullable LoggedEvent event;

        private Sent(MessageId message) {
            this.message = message;
        }

        private boolean goesOn(LoggedEvent next) {
            if (stored.read(next).orElse(null) instanceof MessageSent said
                    && said.messageId().equals(message)) {
                sent = said;
                event = next;
            }
            return sent == null;
        }
    }
}
