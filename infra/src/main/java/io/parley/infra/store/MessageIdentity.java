package io.parley.infra.store;

import io.parley.contract.id.MessageId;
import io.parley.contract.message.MessageEvent.MessageSent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;

/**
 * Gives each {@link MessageSent} an event identifier that is derived from its message's. The store holds event identifiers
 * unique for ever, and by that message identifiers too. The derivation is a file format.
 */
public final class MessageIdentity implements MessageDispatchInterceptor<EventMessage<?>> {

    private static final String NAMESPACE = "parley:message:";

    /** The identifier of the event with which the message was or would be sent: a name-based UUID (RFC 9562, section 5.3). */
    public static UUID eventIdOf(MessageId messageId) {
        return UUID.nameUUIDFromBytes((NAMESPACE + messageId).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public BiFunction<Integer, EventMessage<?>, EventMessage<?>> handle(List<? extends EventMessage<?>> messages) {
        return (index, message) ->
                message instanceof DomainEventMessage<?> domain && message.getPayload() instanceof MessageSent sent
                        ? identified(domain, sent)
                        : message;
    }

    private static DomainEventMessage<MessageSent> identified(DomainEventMessage<?> message, MessageSent sent) {
        String identifier = eventIdOf(sent.messageId()).toString();
        return new GenericDomainEventMessage<>(
                message.getType(),
                message.getAggregateIdentifier(),
                message.getSequenceNumber(),
                new GenericMessage<>(identifier, sent, message.getMetaData()),
                message.getTimestamp());
    }
}
