package io.parley.api.testing;

import io.parley.contract.audit.AuditLogReader;
import io.parley.contract.audit.ConversationState;
import io.parley.contract.audit.EventFilter;
import io.parley.contract.audit.EventPage;
import io.parley.contract.audit.MessageHistory;
import io.parley.contract.audit.Moment;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A log of which tests say what is in it, and which tells what it was asked. */
public final class FakeLogReader implements AuditLogReader {

    /** What was asked of it. */
    public record Asked(EventFilter filter, long after, int most) {}

    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final List<Object> looked = new CopyOnWriteArrayList<>();
    private volatile Function<Asked, EventPage> events = asked -> new EventPage(List.of(), 0, false);
    private volatile Function<Moment, Optional<ConversationState>> conversations = moment -> Optional.empty();
    private volatile Optional<MessageHistory> message = Optional.empty();
    private volatile Optional<String> sealed = Optional.empty();

    /** Forgets all. */
    public void clear() {
        asked.clear();
        looked.clear();
        events = question -> new EventPage(List.of(), 0, false);
        conversations = moment -> Optional.empty();
        message = Optional.empty();
        sealed = Optional.empty();
    }

    /** Is sealed, and has these lines as a proof. */
    public void sealed(String lines) {
        sealed = Optional.of(lines);
    }

    /** Answers so from now on. */
    public void events(Function<Asked, EventPage> answer) {
        events = answer;
    }

    /** Has a conversation that was this at each moment. */
    public void conversation(Function<Moment, Optional<ConversationState>> answer) {
        conversations = answer;
    }

    /** Has one message. */
    public void message(MessageHistory history) {
        message = Optional.of(history);
    }

    /** What it was asked about events. */
    public List<Asked> asked() {
        return asked;
    }

    /** At what else it was to look: the moments of conversations, and the identifiers of messages. */
    public List<Object> looked() {
        return looked;
    }

    @Override
    public EventPage events(EventFilter filter, long after, int most) {
        Asked question = new Asked(filter, after, most);
        asked.add(question);
        return events.apply(question);
    }

    @Override
    public Optional<ConversationState> conversation(ChatId chatId, Moment moment) {
        looked.add(moment);
        return conversations.apply(moment);
    }

    @Override
    public Optional<MessageHistory> message(ChatId chatId, MessageId messageId) {
        looked.add(messageId);
        return message;
    }

    @Override
    public Optional<String> root() {
        return sealed.map(lines -> "{\"number\":1}");
    }

    @Override
    public Optional<String> proof(ChatId chatId) {
        looked.add(chatId);
        return sealed;
    }
}
