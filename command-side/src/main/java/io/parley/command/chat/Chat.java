package io.parley.command.chat;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.parley.command.chat.SentWindow.Sent;
import io.parley.command.message.CommandHints;
import io.parley.command.message.MessageParser;
import io.parley.command.message.MessageVault;
import io.parley.command.message.MessageVault.SealedMessage;
import io.parley.command.message.SentMessages;
import io.parley.contract.chat.Audience;
import io.parley.contract.chat.ChatEvent.DirectChatOpened;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageCommand.SendMessage;
import io.parley.contract.message.MessageContent;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.message.SentMessage;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A direct chat: gives each message the next sequence and a time that never decreases, and answers a repeated send as it did
 * the first. Its state, and with it the cost of a message, stays the same however many messages it has had.
 */
@AggregateRoot
@Revision("1")
public class Chat {

    @AggregateIdentifier
    private ChatId chatId;

    private Audience.Pair members;
    private long lastSequence;
    private Instant lastSentAt;
    private SentWindow window;

    /** For the event-sourcing repository. */
    @SuppressWarnings("NullAway.Init")
    protected Chat() {}

    /** Opens the direct chat of a pair that has none; whether it has is for {@link DirectChats} to know. */
    @SuppressWarnings("NullAway.Init")
    Chat(ChatId chatId, UserId opener, UserId peer, Instant openedAt) {
        apply(new DirectChatOpened(chatId, opener, peer, openedAt, null, null));
    }

    @CommandHandler
    SentMessage send(
            SendMessage command,
            @MetaDataValue(CommandHints.MESSAGE_ID_USED) @Nullable Boolean idUsed,
            MessageParser parser,
            MessageVault vault,
            SentMessages sentMessages,
            Clock clock) {
        requireMember(command.senderId());
        MessageContent content = parser.parse(command.text());
        Optional<Sent> earlier = window.find(command.messageId());
        if (earlier.isEmpty() && Boolean.TRUE.equals(idUsed)) {
            earlier = sentMessages.find(command.messageId()).map(this::requireHere);
        }
        if (earlier.isPresent()) {
            return repeated(command, content, earlier.get(), vault);
        }
        requireReplyable(command, sentMessages);
        return sent(command, content, vault, clock);
    }

    private SentMessage sent(SendMessage command, MessageContent content, MessageVault vault, Clock clock) {
        SealedMessage sealed = vault.seal(chatId, command.messageId(), content, command.replyTo());
        MessageSent message = new MessageSent(
                chatId,
                command.messageId(),
                command.senderId(),
                lastSequence + 1,
                notBeforeTheLast(clock.instant().truncatedTo(ChronoUnit.MILLIS)),
                null,
                members,
                sealed.content(),
                sealed.mac(),
                command.replyTo());
        apply(message);
        return answer(message.messageId(), Sent.of(message), false);
    }

    /** Once a message's key is gone its content cannot be compared any more: then the sender alone has to do. */
    private SentMessage repeated(SendMessage command, MessageContent content, Sent earlier, MessageVault vault) {
        boolean same = earlier.senderId().equals(command.senderId())
                && vault.mac(earlier.keyId(), content, command.replyTo())
                        .map(earlier.mac()::equals)
                        .orElse(true);
        if (!same) {
            throw reused();
        }
        return answer(command.messageId(), earlier, true);
    }

    private SentMessage answer(MessageId messageId, Sent sent, boolean repeated) {
        return new SentMessage(messageId, chatId, sent.sequence(), sent.sentAt(), sent.expiresAt(), repeated);
    }

    private Instant notBeforeTheLast(Instant now) {
        return now.isBefore(lastSentAt) ? lastSentAt : now;
    }

    private void requireMember(UserId userId) {
        if (!members.members().contains(userId)) {
            throw new Rejection(ErrorCode.CHAT_NOT_FOUND, "There is no such chat.");
        }
    }

    private Sent requireHere(MessageSent message) {
        if (!message.chatId().equals(chatId)) {
            throw reused();
        }
        return Sent.of(message);
    }

    private void requireReplyable(SendMessage command, SentMessages sentMessages) {
        MessageId replyTo = command.replyTo();
        if (replyTo == null || window.contains(replyTo)) {
            return;
        }
        boolean here = !replyTo.equals(command.messageId())
                && sentMessages
                        .find(replyTo)
                        .map(message -> message.chatId().equals(chatId))
                        .orElse(false);
        if (!here) {
            throw new Rejection(ErrorCode.REPLY_NOT_FOUND, "The message replied to is not in this chat.");
        }
    }

    private static Rejection reused() {
        return new Rejection(ErrorCode.MESSAGE_ID_REUSED, "The message id was used before, for something else.");
    }

    /** How many messages are remembered: what bounds the aggregate's size, and its snapshot's. */
    int remembered() {
        return window.size();
    }

    @EventSourcingHandler
    void on(DirectChatOpened event) {
        chatId = event.chatId();
        members = event.audience();
        lastSequence = 0;
        lastSentAt = event.openedAt();
        window = new SentWindow();
    }

    @EventSourcingHandler
    void on(MessageSent event) {
        lastSequence = event.sequence();
        lastSentAt = event.sentAt();
        window.add(event);
    }
}
