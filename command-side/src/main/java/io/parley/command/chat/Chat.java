package io.parley.command.chat;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.parley.command.Moments;
import io.parley.command.chat.SentWindow.Sent;
import io.parley.command.message.CommandHints;
import io.parley.command.message.MessageParser;
import io.parley.command.message.MessageVault;
import io.parley.command.message.MessageVault.SealedMessage;
import io.parley.command.message.SentMessages;
import io.parley.command.user.AccountStore;
import io.parley.contract.chat.Audience;
import io.parley.contract.chat.ChatCommand.AddMember;
import io.parley.contract.chat.ChatCommand.ChangeTitle;
import io.parley.contract.chat.ChatCommand.RemoveMember;
import io.parley.contract.chat.ChatEvent.DirectChatOpened;
import io.parley.contract.chat.ChatEvent.GroupEvent;
import io.parley.contract.chat.ChatEvent.GroupOpened;
import io.parley.contract.chat.ChatEvent.MemberAdded;
import io.parley.contract.chat.ChatEvent.MemberRemoved;
import io.parley.contract.chat.ChatEvent.RoleChanged;
import io.parley.contract.chat.ChatEvent.TitleChanged;
import io.parley.contract.chat.ChatView;
import io.parley.contract.chat.PutMember;
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
import java.util.List;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A chat, direct or of a group: gives each message the next sequence and a time that never decreases, and answers a repeated send
 * as it did the first; keeps the members of a group. Its state, and with it the cost of a message, stays the same however many
 * messages it has had.
 */
@AggregateRoot
@Revision("1")
public class Chat {

    @AggregateIdentifier
    private ChatId chatId;

    /** The two sides of a direct chat. */
    private Audience.@Nullable Pair members;

    /** The members of a group. */
    private @Nullable GroupMembers group;

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

    /** Opens a group; what has to be so before is for {@link Groups} to know. */
    @SuppressWarnings("NullAway.Init")
    Chat(GroupOpened opened) {
        apply(opened);
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
                notBeforeTheLast(Moments.now(clock)),
                null,
                audience(),
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

    @CommandHandler
    void change(ChangeTitle command, TitleVault titles, Clock clock) {
        rules(command.actor(), clock).requireManager(command.actor());
        TitleRules.require(command.title());
        apply(new TitleChanged(chatId, titles.seal(chatId, command.title()), command.actor(), Moments.now(clock)));
    }

    @CommandHandler
    PutMember put(AddMember command, AccountStore accounts, Clock clock) {
        List<GroupEvent> events = rules(command.actor(), clock).put(command, accounts);
        events.forEach(AggregateLifecycle::apply);
        GroupMembers.Member member = requireGroup().find(command.userId());
        if (member == null) {
            throw new IllegalStateException("added, and yet no member");
        }
        boolean added = events.stream().anyMatch(MemberAdded.class::isInstance);
        return new PutMember(new ChatView.Member(command.userId(), member.role(), member.joinedAt()), added);
    }

    @CommandHandler
    void remove(RemoveMember command, Clock clock) {
        rules(command.actor(), clock).remove(command).forEach(AggregateLifecycle::apply);
    }

    private GroupRules rules(UserId actor, Clock clock) {
        requireMember(actor);
        return new GroupRules(chatId, requireGroup(), lastSequence, Moments.now(clock));
    }

    private GroupMembers requireGroup() {
        if (group == null) {
            throw new Rejection(ErrorCode.NOT_A_GROUP, "This is a direct chat, not a group.");
        }
        return group;
    }

    private Audience audience() {
        return members == null ? requireGroup().audience() : members;
    }

    private void requireMember(UserId userId) {
        boolean here = members == null
                ? requireGroup().find(userId) != null
                : members.members().contains(userId);
        if (!here) {
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

    /** Of each of the group's lanes, the sequence after which it begins. */
    List<Long> lanes() {
        return requireGroup().audience().lanes();
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
    void on(GroupOpened event) {
        chatId = event.chatId();
        group = new GroupMembers();
        group.begin(event);
        lastSequence = 0;
        lastSentAt = event.openedAt();
        window = new SentWindow();
    }

    @EventSourcingHandler
    void on(MemberAdded event) {
        requireGroup().add(event);
    }

    @EventSourcingHandler
    void on(MemberRemoved event) {
        requireGroup().remove(event);
    }

    @EventSourcingHandler
    void on(RoleChanged event) {
        requireGroup().change(event);
    }

    @EventSourcingHandler
    void on(MessageSent event) {
        lastSequence = event.sequence();
        lastSentAt = event.sentAt();
        window.add(event);
    }
}
