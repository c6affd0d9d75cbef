package io.parley.projection.heldback;

import io.parley.contract.ParleyEvent;
import io.parley.contract.audit.AuditEvent;
import io.parley.contract.chat.Audience;
import io.parley.contract.chat.ChatEvent;
import io.parley.contract.chat.ChatEvent.DirectChatOpened;
import io.parley.contract.chat.ChatEvent.GroupOpened;
import io.parley.contract.chat.ChatEvent.MemberAdded;
import io.parley.contract.chat.ChatEvent.MemberRemoved;
import io.parley.contract.chat.ChatEvent.Seat;
import io.parley.contract.chat.ToAllMembers;
import io.parley.contract.deadletter.DeadLetterEvent;
import io.parley.contract.degradation.DegradationEvent;
import io.parley.contract.degradation.DegradationEvent.ServiceLevelChanged;
import io.parley.contract.degradation.DegradationEvent.SheddingForced;
import io.parley.contract.degradation.DegradationEvent.SheddingFreed;
import io.parley.contract.degradation.SheddingId;
import io.parley.contract.degradation.WorkClass;
import io.parley.contract.fanout.FanOutEvent;
import io.parley.contract.id.Id;
import io.parley.contract.id.UserId;
import io.parley.contract.media.MediaEvent;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.receipt.ReceiptEvent.ReceiptAdvanced;
import io.parley.contract.session.SessionEvent.SessionClosed;
import io.parley.contract.session.SessionEvent.SessionOpened;
import io.parley.contract.user.UserEvent;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.SerializationException;

/**
 * What an event belongs to, and must stay in order with: a chat with all its messages, their media, fan-out and receipts, a user's account,
 * a device's session, the levels of a node, a class of work that operators speak of, or what an operator looked at.
 *
 * @param subject the chat, user or device
 * @param users whom it concerns, {@link #ALL_MEMBERS} for those who are in the chat, whoever that is
 */
record Conversation(UUID subject, List<UserId> users) {

    /** Nobody's identifier: stands for all who are known to be members of the chat when somebody reads. */
    static final UserId ALL_MEMBERS = new UserId(new UUID(0, 0));

    private static final int UUID_LENGTH = 36;

    /** Where an event belongs. One that cannot be read belongs where its aggregate does, whose identifier begins with the subject's. */
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
        if (event instanceof ToAllMembers told) {
            return of(told.chatId(), told.audience());
        }
        if (event instanceof ChatEvent chat) {
            return new Conversation(chat.chatId().value(), usersOf(chat));
        }
        if (event instanceof MessageSent sent) {
            return of(sent.chatId(), sent.audience());
        }
        if (event instanceof ReceiptAdvanced advanced) {
            return of(advanced.chatId(), advanced.audience());
        }
        if (event instanceof FanOutEvent fanOut) {
            return new Conversation(fanOut.chatId().value(), List.of(ALL_MEMBERS));
        }
        if (event instanceof MediaEvent media) {
            return new Conversation(media.chatId().value(), List.of(ALL_MEMBERS));
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
        if (event instanceof DeadLetterEvent letter) {
            return new Conversation(letter.letterId().value(), List.of(ALL_MEMBERS));
        }
        if (event instanceof DegradationEvent degradation) {
            return new Conversation(subjectOf(degradation), List.of(ALL_MEMBERS));
        }
        if (event instanceof AuditEvent look) {
            return new Conversation(look.operatorId().value(), List.of(ALL_MEMBERS));
        }
        throw new IllegalArgumentException("unknown event: " + event.getClass().getSimpleName());
    }

    private static UUID subjectOf(DegradationEvent event) {
        if (event instanceof ServiceLevelChanged changed) {
            return changed.nodeId().value();
        }
        WorkClass workClass =
                event instanceof SheddingForced forced ? forced.workClass() : ((SheddingFreed) event).workClass();
        return new SheddingId(workClass).value();
    }

    private static Conversation of(Id subject, Audience audience) {
        return new Conversation(
                subject.value(), audience instanceof Audience.Pair pair ? pair.members() : List.of(ALL_MEMBERS));
    }

    /** Those who become members by the very event that is held back are not known as such, so they are named. */
    private static List<UserId> usersOf(ChatEvent event) {
        if (event instanceof DirectChatOpened opened) {
            return opened.audience().members();
        }
        if (event instanceof GroupOpened opened) {
            return Stream.concat(
                            Stream.of(ALL_MEMBERS), opened.members().stream().map(Seat::userId))
                    .toList();
        }
        if (event instanceof MemberAdded added) {
            return List.of(ALL_MEMBERS, added.userId());
        }
        return event instanceof MemberRemoved removed ? List.of(ALL_MEMBERS, removed.userId()) : List.of(ALL_MEMBERS);
    }

    private static Conversation ofAggregate(EventMessage<?> message) {
        String identifier = message instanceof DomainEventMessage<?> event
                ? event.getAggregateIdentifier()
                : message.getIdentifier();
        return new Conversation(
                Id.parse(identifier.substring(0, Math.min(UUID_LENGTH, identifier.length()))), List.of(ALL_MEMBERS));
    }
}
