package io.parley.command.chat;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.parley.command.Moments;
import io.parley.command.chat.SentWindow.Sent;
import io.parley.command.media.Attachments;
import io.parley.command.message.CommandHints;
import io.parley.command.message.MessageParser;
import io.parley.command.message.MessageVault;
import io.parley.command.message.SentMessages;
import io.parley.command.user.AccountStore;
import io.parley.command.user.Blocks;
import io.parley.contract.chat.Audience;
import io.parley.contract.chat.ChatCommand.AddMember;
import io.parley.contract.chat.ChatCommand.ChangeChat;
import io.parley.contract.chat.ChatCommand.ChangeRetention;
import io.parley.contract.chat.ChatCommand.ChangeTitle;
import io.parley.contract.chat.ChatCommand.HoldChat;
import io.parley.contract.chat.ChatCommand.PurgeChat;
import io.parley.contract.chat.ChatCommand.ReleaseChat;
import io.parley.contract.chat.ChatCommand.RemoveMember;
import io.parley.contract.chat.ChatEvent.ChatGone;
import io.parley.contract.chat.ChatEvent.ChatHeld;
import io.parley.contract.chat.ChatEvent.ChatReleased;
import io.parley.contract.chat.ChatEvent.DirectChatOpened;
import io.parley.contract.chat.ChatEvent.GroupEvent;
import io.parley.contract.chat.ChatEvent.GroupOpened;
import io.parley.contract.chat.ChatEvent.MemberAdded;
import io.parley.contract.chat.ChatEvent.MemberRemoved;
import io.parley.contract.chat.ChatEvent.RetentionChanged;
import io.parley.contract.chat.ChatEvent.RoleChanged;
import io.parley.contract.chat.ChatEvent.TitleChanged;
import io.parley.contract.chat.ChatView;
import io.parley.contract.chat.PutMember;
import io.parley.contract.chat.Retention;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.contract.log.ChatLog;
import io.parley.contract.message.ExpiryOutcome;
import io.parley.contract.message.MessageCommand.ExpireMessages;
import io.parley.contract.message.MessageCommand.LimitMessages;
import io.parley.contract.message.MessageCommand.RetractMessage;
import io.parley.contract.message.MessageCommand.SendMessage;
import io.parley.contract.message.MessageContent;
import io.parley.contract.message.MessageEvent.MessageRetracted;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.message.MessageEvent.MessagesExpired;
import io.parley.contract.message.SentMessage;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A chat, direct or of a group: gives each message the next sequence and a time that never decreases, and answers a repeated send
 * as it did the first; keeps the members of a group. Its state, and with it the cost of a message, stays the same however many
 * messages it has had.
 */
@AggregateRoot
@Revision("2")
public class Chat {

    @AggregateIdentifier
    private ChatId chatId;

    /** The two sides of a direct chat. */
    private Audience.@Nullable Pair members;

    /** The members of a group. */
    private @Nullable GroupMembers group;

    private long lastSequence;
    private Instant lastSentAt;
    private SentWindow window = new SentWindow();
    private Retention retention = Retention.FOR_EVER;

    /** The messages that have an end; not final, so that a snapshot can be read back into it. */
    @SuppressWarnings("FieldMayBeFinal")
    private ExpiryQueues ends = new ExpiryQueues();

    private boolean held;
    private boolean gone;

    /** For the event-sourcing repository. */
    @SuppressWarnings("NullAway.Init")
    protected Chat() {}

    /** Opens the direct chat of a pair that has none; whether it has is for {@link DirectChats} to know. */
    @SuppressWarnings("NullAway.Init")
    Chat(DirectChatOpened opened) {
        apply(opened);
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
            Attachments attachments,
            SentMessages sentMessages,
            RetentionPolicy policy,
            ExpiryDeadlines deadlines,
            Blocks blocks,
            Clock clock) {
        requireMember(command.senderId(), clock);
        MessageContent content = parser.parse(command.text(), command.mediaId() != null);
        Repeats repeats = new Repeats(chatId, window, sentMessages);
        Optional<Sent> earlier = repeats.earlier(command, Boolean.TRUE.equals(idUsed));
        if (earlier.isPresent()) {
            repeats.requireSame(command, content, earlier.get(), vault);
            return earlier.get().answer(chatId, command.messageId(), true);
        }
        membership().requireNotBlocked(command.senderId(), blocks);
        repeats.requireReplyable(command);
        Instant due = due();
        MessageSent message = new Sending(vault, attachments).message(command, content, next(policy, clock));
        apply(message);
        armIfEarlier(due, message.expiresAt(), deadlines);
        return Sent.of(message).answer(chatId, message.messageId(), false);
    }

    private Sending.Place next(RetentionPolicy policy, Clock clock) {
        Instant now = Moments.now(clock);
        return new Sending.Place(
                lastSequence + 1,
                now,
                Moments.later(lastSentAt, now),
                policy.inForce(retention),
                membership().audience());
    }

    @CommandHandler
    void change(ChangeTitle command, TitleVault titles, Clock clock) {
        apply(changed(command, titles, clock));
    }

    private TitleChanged changed(ChangeTitle command, TitleVault titles, Clock clock) {
        rules(command.actor(), clock).requireManager(command.actor());
        TitleRules.require(command.title());
        return new TitleChanged(chatId, titles.seal(chatId, command.title()), command.actor(), Moments.now(clock));
    }

    @CommandHandler
    PutMember put(AddMember command, AccountStore accounts, Clock clock) {
        List<GroupEvent> events = rules(command.actor(), clock).put(command, accounts);
        events.forEach(event -> apply(event));
        GroupMembers.Member member =
                Objects.requireNonNull(membership().requireGroup().find(command.userId()));
        boolean added = events.stream().anyMatch(MemberAdded.class::isInstance);
        return new PutMember(new ChatView.Member(command.userId(), member.role(), member.joinedAt()), added);
    }

    @CommandHandler
    void remove(RemoveMember command, Clock clock) {
        rules(command.actor(), clock).remove(command).forEach(event -> apply(event));
    }

    private GroupRules rules(UserId actor, Clock clock) {
        requireMember(actor, clock);
        return new GroupRules(chatId, membership().requireGroup(), lastSequence, Moments.now(clock));
    }

    @CommandHandler
    void change(ChangeRetention command, RetentionPolicy policy, ExpiryDeadlines deadlines, Clock clock) {
        changed(command, policy, clock).ifPresent(changed -> applyAndArm(changed, deadlines));
    }

    private Optional<RetentionChanged> changed(ChangeRetention command, RetentionPolicy policy, Clock clock) {
        requireMember(command.actor(), clock);
        return endings(clock).change(command, policy, lastSequence, ends);
    }

    private void applyAndArm(RetentionChanged changed, ExpiryDeadlines deadlines) {
        Instant due = due();
        apply(changed);
        armIfEarlier(due, changed.expiresAt(), deadlines);
    }

    @CommandHandler
    void change(ChangeChat command, TitleVault titles, RetentionPolicy policy, ExpiryDeadlines deadlines, Clock clock) {
        TitleChanged title = changed(command.title(), titles, clock);
        Optional<RetentionChanged> retention = changed(command.retention(), policy, clock);
        apply(title);
        retention.ifPresent(changed -> applyAndArm(changed, deadlines));
    }

    @CommandHandler
    void retract(RetractMessage command, MessageVault vault, SentMessages sentMessages, Clock clock) {
        requireMember(command.actor(), clock);
        Repeats repeats = new Repeats(chatId, window, sentMessages);
        Sent sent = repeats.require(command.messageId());
        Endings endings = endings(clock);
        endings.requireRetractable(command, sent, ends, held);
        if (!repeats.isRetracted(command.messageId(), sent, vault)) {
            requireNotHeld();
            vault.destroy(List.of(sent.keyId()));
            apply(endings.retract(command, sent));
        }
    }

    @CommandHandler
    ExpiryOutcome expire(ExpireMessages command, MessageVault vault, ChatLog log, Clock clock) {
        if (gone || held || endings(clock).isDue()) {
            return new ExpiryOutcome(0, due(), !gone && !held);
        }
        Instant now = Moments.now(clock);
        return expire(new Expiring(chatId, membership().audience(), log, now).of(ends.due(now)), vault);
    }

    @CommandHandler
    ExpiryOutcome limit(LimitMessages command, RetentionPolicy policy, MessageVault vault, ChatLog log, Clock clock) {
        if (gone || held || policy.longest() == null) {
            return new ExpiryOutcome(0, due(), false);
        }
        Expiring expiring =
                new Expiring(chatId, membership().audience(), log, ends.notBeforeTheLast(Moments.now(clock)));
        return expire(expiring.of(ends, command.from(), lastSequence, policy.longest()), vault);
    }

    private ExpiryOutcome expire(List<MessagesExpired> expired, MessageVault vault) {
        expired.forEach(event -> vault.destroy(event.keys()));
        expired.forEach(event -> apply(event));
        int count = expired.stream().mapToInt(event -> event.keys().size()).sum();
        return new ExpiryOutcome(count, due(), false);
    }

    @CommandHandler
    void purge(PurgeChat command, ChatKeys keys, PairClaims pairs, Clock clock) {
        if (command.actor() != null) {
            membership().requireOwner(command.actor(), isGone(clock));
            requireNotHeld();
        }
        if (!gone && !held) {
            endings(clock).purge(command.actor(), lastSequence, keys).ifPresent(end -> {
                pairs.release(chatId);
                apply(end);
            });
        }
    }

    @CommandHandler
    void hold(HoldChat command, Clock clock) {
        Membership.refuseIfGone(gone);
        if (!held) {
            apply(new ChatHeld(chatId, membership().audience(), command.operator(), Moments.now(clock)));
        }
    }

    @CommandHandler
    void release(ReleaseChat command, ExpiryDeadlines deadlines, Clock clock) {
        Membership.refuseIfGone(gone);
        if (held) {
            apply(new ChatReleased(chatId, membership().audience(), command.operator(), Moments.now(clock)));
            armIfEarlier(null, due(), deadlines);
        }
    }

    private Endings endings(Clock clock) {
        return new Endings(chatId, membership(), retention, Moments.now(clock));
    }

    /** When something in the chat goes next, or the chat itself; null for never. A deadline is armed for it. */
    private @Nullable Instant due() {
        return gone || held ? null : ExpiryQueues.earlier(ends.next(), retention.expiresAt());
    }

    private void armIfEarlier(@Nullable Instant due, @Nullable Instant end, ExpiryDeadlines deadlines) {
        if (!held && end != null && (due == null || end.isBefore(due))) {
            deadlines.arm(chatId, end);
        }
    }

    private Membership membership() {
        return new Membership(members, group);
    }

    /** A chat whose time has come is gone for its members, though its deadline may be late. */
    private void requireMember(UserId userId, Clock clock) {
        membership().require(userId);
        Membership.refuseIfGone(isGone(clock));
    }

    private boolean isGone(Clock clock) {
        return gone || !held && endings(clock).isDue();
    }

    private void requireNotHeld() {
        if (held) {
            throw new Rejection(ErrorCode.CHAT_HELD, "The chat is under a legal hold: nothing in it may be destroyed.");
        }
    }

    /** How many messages are remembered: what bounds the aggregate's size, and its snapshot's. */
    int remembered() {
        return window.size();
    }

    /** Of each of the group's lanes, the sequence after which it begins. */
    List<Long> lanes() {
        return membership().requireGroup().audience().lanes();
    }

    @EventSourcingHandler
    void on(DirectChatOpened event) {
        chatId = event.chatId();
        members = event.audience();
        lastSentAt = event.openedAt();
        retention = new Retention(event.messageTtl(), event.expiresAt());
    }

    @EventSourcingHandler
    void on(GroupOpened event) {
        chatId = event.chatId();
        group = new GroupMembers();
        group.begin(event);
        lastSentAt = event.openedAt();
        retention = new Retention(event.messageTtl(), event.expiresAt());
    }

    @EventSourcingHandler
    void on(MemberAdded event) {
        membership().requireGroup().add(event);
    }

    @EventSourcingHandler
    void on(MemberRemoved event) {
        membership().requireGroup().remove(event);
    }

    @EventSourcingHandler
    void on(RoleChanged event) {
        membership().requireGroup().change(event);
    }

    @EventSourcingHandler
    void on(MessageSent event, @SequenceNumber long number) {
        lastSequence = event.sequence();
        lastSentAt = event.sentAt();
        window.add(event);
        ends.sent(event, number);
    }

    @EventSourcingHandler
    void on(RetentionChanged event) {
        retention = new Retention(event.messageTtl(), event.expiresAt());
    }

    @EventSourcingHandler
    void on(MessageRetracted event) {
        window.retracted(event.messageId());
    }

    @EventSourcingHandler
    void on(ChatHeld event) {
        held = true;
    }

    @EventSourcingHandler
    void on(ChatReleased event) {
        held = false;
    }

    @EventSourcingHandler
    void on(MessagesExpired event) {
        ends.expired(event);
    }

    /** Who was in it is remembered, for they are told that it is gone, and others are not told that it was. */
    @EventSourcingHandler
    void on(ChatGone event) {
        gone = true;
        window = new SentWindow();
        ends.clear();
    }
}
