package io.parley.projection.heldback;

import io.parley.contract.ParleyEvent;
import io.parley.contract.chat.Audience;
import io.parley.contract.chat.ChatEvent.DirectChatOpened;
import io.parley.contract.id.Id;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.receipt.ReceiptEvent.ReceiptAdvanced;
import io.parley.contract.session.SessionEvent.SessionClosed;
import io.parley.contract.session.SessionEvent.SessionOpened;
import io.parley.contract.user.UserEvent;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.SerializationException;

/**
 * What an event belongs to, and must stay in order with: a chat with all its messages and receipts, a user's account, or a
 * device's session.
 *
 * @param subject the chat, user or device
 * @param users whom it concerns; empty if the event cannot be read
 */
record Conversation(UUID subject, List<UserId> users) {

    private static final int UUID_LENGTH = 36;

    /** Where an event belongs. Falls back on the aggregate's identifier, which begins with the subject's, if need be. */
    static Conversation of(EventMessage<?> message) {
        try {
            if (message.getPayload() instanceof ParleyEvent event) {
                return of(event);
            }
        } catch (SerializationException e) {
            return ofAggregate(message);
        }
        return ofAggregate(message);
    }

    /** The key by which Axon keeps events in order: the same in every process and for ever. */
    String key() {
        return subject.toString();
    }

    private static Conversation of(ParleyEvent event) {
        if (event instanceof DirectChatOpened opened) {
            return of(opened.chatId(), opened.audience());
        }
        if (event instanceof MessageSent sent) {
            return of(sent.chatId(), sent.audience());
        }
        if (event instanceof ReceiptAdvanced advanced) {
            return of(advanced.chatId(), advanced.audience());
        }
        if (event instanceof UserEvent user) {
            return new Conversation(user.userId().value(), List.of(user.userId()));
        }
        if (event instanceof SessionOpened opened) {
            return new Conversation(opened.deviceId().value(), List.of(opened.userId()));
        }
        if (event instanceof SessionClosed closed) {
            return new Conversation(closed.deviceId().value(), List.of(closed.userId()));
        }
        throw new IllegalArgumentException("unknown event: " + event.getClass().getSimpleName());
    }

    private static Conversation of(Id subject, Audience audience) {
        return new Conversation(subject.value(), audience.members());
    }

    private static Conversation ofAggregate(EventMessage<?> message) {
        String identifier = message instanceof DomainEventMessage<?> event
                ? event.getAggregateIdentifier()
                : message.getIdentifier();
        return new Conversation(
                Id.parse(identifier.substring(0, Math.min(UUID_LENGTH, identifier.length()))), List.of());
    }
}
