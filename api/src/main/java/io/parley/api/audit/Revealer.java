package io.parley.api.audit;

import io.parley.contract.audit.ConversationState;
import io.parley.contract.audit.ConversationState.MessageState;
import io.parley.contract.audit.MessageFate;
import io.parley.contract.audit.MessageHistory;
import io.parley.contract.chat.ChatEvent.ChatExpired;
import io.parley.contract.chat.ChatEvent.ChatPurged;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.log.EventsByPosition;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.message.MessageContent;
import io.parley.contract.message.MessageEvent.MessageRetracted;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.message.MessageEvent.MessagesExpired;
import io.parley.contract.message.MessageReader;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Opens what messages say for an operator who may see it, by the same keys as for users: what has lost its key stays closed. So does what
 * has gone or should have, though its key may be there for some time; only a legal hold keeps what should have gone.
 */
@Component
final class Revealer {

    /** What a message does not outlive, of all that its history tells. */
    private static final Set<String> ENDS = Set.of(
            MessageRetracted.class.getSimpleName(),
            MessagesExpired.class.getSimpleName(),
            ChatPurged.class.getSimpleName(),
            ChatExpired.class.getSimpleName());

    private final EventsByPosition log;
    private final MessageReader reader;
    private final Clock clock;

    Revealer(EventsByPosition log, MessageReader reader, Clock clock) {
        this.log = log;
        this.reader = reader;
        this.clock = clock;
    }

    /**
     * What a message says.
     *
     * @param held whether its chat is under a legal hold; asked only where it matters
     */
    RevealedBody reveal(MessageHistory history, BooleanSupplier held) {
        MessageSent sent = history.sent();
        if (hasEnded(history) || isDue(sent.expiresAt()) && !held.getAsBoolean()) {
            return RevealedBody.of(null);
        }
        return RevealedBody.of(reader.read(List.of(sent.content())).get(sent.content()));
    }

    private static boolean hasEnded(MessageHistory history) {
        return history.steps().stream()
                .anyMatch(step -> ENDS.contains(step.event().type()));
    }

    private boolean isDue(@Nullable Instant expiresAt) {
        return expiresAt != null && !expiresAt.isAfter(clock.instant());
    }

    /**
     * What messages of a conversation say, by where they were sent.
     *
     * @param now what the conversation is now, whatever moment it is shown of
     */
    Map<Long, RevealedBody> reveal(List<MessageState> messages, ConversationState now) {
        Set<Long> there = there(now);
        List<Long> positions = messages.stream()
                .filter(message -> message.fate() == MessageFate.ENCRYPTED)
                .map(MessageState::position)
                .filter(there::contains)
                .toList();
        Map<Long, Ciphertext> contents = new HashMap<>();
        for (LoggedEvent event : log.at(positions)) {
            if (event.event() instanceof MessageSent sent) {
                contents.put(event.position(), sent.content());
            }
        }
        Map<Ciphertext, MessageContent> opened = reader.read(contents.values());
        Map<Long, RevealedBody> revealed = new HashMap<>();
        for (MessageState message : messages) {
            Ciphertext content = contents.get(message.position());
            revealed.put(message.position(), RevealedBody.of(content == null ? null : opened.get(content)));
        }
        return revealed;
    }

    private Set<Long> there(ConversationState now) {
        boolean held = now.chat().heldSince() != null;
        return now.messages().stream()
                .filter(message -> message.fate() == MessageFate.ENCRYPTED)
                .filter(message -> held || !isDue(message.expiresAt()))
                .map(MessageState::position)
                .collect(Collectors.toSet());
    }
}
