package io.parley.api.audit;

import io.parley.contract.audit.ConversationState.MessageState;
import io.parley.contract.audit.MessageFate;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.log.EventsByPosition;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.message.MessageContent;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.message.MessageReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Opens what messages say for an operator who may see it, by the same keys as for users: what has lost its key stays closed. */
@Component
final class Revealer {

    private final EventsByPosition log;
    private final MessageReader reader;

    Revealer(EventsByPosition log, MessageReader reader) {
        this.log = log;
        this.reader = reader;
    }

    /** What a message says. */
    RevealedBody reveal(MessageSent sent) {
        return RevealedBody.of(reader.read(List.of(sent.content())).get(sent.content()));
    }

    /** What messages say, by where they were sent; those that had gone by then are not opened though their key may be there. */
    Map<Long, RevealedBody> reveal(List<MessageState> messages) {
        List<Long> positions = messages.stream()
                .filter(message -> message.fate() == MessageFate.ENCRYPTED)
                .map(MessageState::position)
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
}
