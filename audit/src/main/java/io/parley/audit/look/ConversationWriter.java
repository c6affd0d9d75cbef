package io.parley.audit.look;

import io.parley.contract.ParleyEvent;
import io.parley.contract.audit.ConversationState;
import io.parley.contract.audit.ConversationState.ChatState;
import io.parley.contract.audit.ConversationState.MemberState;
import io.parley.contract.audit.ConversationState.MessageState;
import io.parley.contract.audit.MessageFate;
import io.parley.contract.chat.ChatEvent;
import io.parley.contract.chat.ChatEvent.ChatExpired;
import io.parley.contract.chat.ChatEvent.ChatGone;
import io.parley.contract.chat.ChatEvent.ChatHeld;
import io.parley.contract.chat.ChatEvent.ChatPurged;
import io.parley.contract.chat.ChatEvent.ChatReleased;
import io.parley.contract.chat.ChatEvent.DirectChatOpened;
import io.parley.contract.chat.ChatEvent.GroupOpened;
import io.parley.contract.chat.ChatEvent.MemberAdded;
import io.parley.contract.chat.ChatEvent.MemberRemoved;
import io.parley.contract.chat.ChatEvent.RetentionChanged;
import io.parley.contract.chat.ChatEvent.RoleChanged;
import io.parley.contract.chat.ChatEvent.TitleChanged;
import io.parley.contract.chat.MemberRole;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageEvent.MessageRetracted;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.message.MessageEvent.MessagesExpired;
import io.parley.contract.message.SequenceRange;
import io.parley.contract.receipt.ReceiptEvent.ReceiptAdvanced;
import io.parley.infra.seal.LoggedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes of a chat's events, which are given in order, what the chat is after them. */
final class ConversationWriter {

    private final StoredEvents stored;
    private final Map<UserId, MemberState> members = new LinkedHashMap<>();
    private final NavigableMap<Long, MessageState> messages = new TreeMap<>();
    private final List<Long> unreadable = new ArrayList<>();
    private @Nullable String kind;
    private @Nullable Instant openedAt;
    private @Nullable Integer titleBytes;
    private @Nullable Duration messageTtl;
    private @Nullable Instant expiresAt;
    private @Nullable Instant heldSince;
    private @Nullable Instant goneAt;
    private @Nullable String goneBy;
    private @Nullable LoggedEvent last;

    ConversationWriter(StoredEvents stored) {
        this.stored = stored;
    }

    /** The next event of the chat. */
    void take(LoggedEvent event) {
        last = event;
        if (!isApplied(event)) {
            unreadable.add(event.position());
        }
    }

    /** An event that was tampered with may lack anything, or say what cannot be. */
    private boolean isApplied(LoggedEvent event) {
        try {
            Optional<ParleyEvent> said = stored.read(event);
            said.ifPresent(known -> apply(known, event.position()));
            return said.isPresent();
        } catch (RuntimeException lacksSomething) {
            return false;
        }
    }

    private void apply(ParleyEvent event, long position) {
        if (event instanceof ChatEvent ofChat) {
            applyToChat(ofChat);
        } else if (event instanceof ReceiptAdvanced marks) {
            members.computeIfPresent(
                    marks.userId(),
                    (user, member) -> new MemberState(user, member.role(), marks.delivered(), marks.read()));
        } else if (event instanceof MessageSent sent) {
            messages.put(sent.sequence(), message(sent, position));
        } else if (event instanceof MessageRetracted retracted) {
            end(retracted.sequence(), MessageFate.RETRACTED);
        } else if (event instanceof MessagesExpired expired) {
            expired.ranges().forEach(this::expire);
        }
    }

    private static MessageState message(MessageSent sent, long position) {
        return new MessageState(
                sent.sequence(),
                Objects.requireNonNull(sent.messageId()),
                Objects.requireNonNull(sent.senderId()),
                Objects.requireNonNull(sent.sentAt()),
                sent.expiresAt(),
                sent.content().bytes().length,
                MessageFate.ENCRYPTED,
                position);
    }

    /** The messages are gone through, not the range: that may say anything. */
    private void expire(SequenceRange range) {
        messages.subMap(range.from(), true, range.to(), true)
                .replaceAll((sequence, message) -> with(message, MessageFate.EXPIRED));
    }

    private void end(long sequence, MessageFate fate) {
        messages.computeIfPresent(sequence, (number, message) -> with(message, fate));
    }

    private static MessageState with(MessageState message, MessageFate fate) {
        return new MessageState(
                message.sequence(),
                message.messageId(),
                message.senderId(),
                message.sentAt(),
                message.expiresAt(),
                message.bytes(),
                fate,
                message.position());
    }

    private void applyToChat(ChatEvent event) {
        if (event instanceof DirectChatOpened opened) {
            open("direct", opened.openedAt(), opened.messageTtl(), opened.expiresAt());
            join(opened.opener(), "opener");
            join(opened.peer(), "peer");
        } else if (event instanceof GroupOpened opened) {
            open("group", opened.openedAt(), opened.messageTtl(), opened.expiresAt());
            titleBytes = opened.title().bytes().length;
            opened.members().forEach(seat -> join(seat.userId(), word(seat.role())));
        } else if (event instanceof TitleChanged changed) {
            titleBytes = changed.title().bytes().length;
        } else if (event instanceof RetentionChanged changed) {
            messageTtl = changed.messageTtl();
            expiresAt = changed.expiresAt();
        } else if (event instanceof ChatHeld held) {
            heldSince = held.heldAt();
        } else if (event instanceof ChatReleased) {
            heldSince = null;
        } else if (event instanceof ChatGone gone) {
            gone(gone);
        } else {
            applyToMembers(event);
        }
    }

    private void applyToMembers(ChatEvent event) {
        if (event instanceof MemberAdded added) {
            join(added.userId(), word(added.role()));
        } else if (event instanceof MemberRemoved removed) {
            members.remove(removed.userId());
        } else if (event instanceof RoleChanged changed) {
            members.computeIfPresent(
                    changed.userId(),
                    (user, member) -> new MemberState(user, word(changed.role()), member.delivered(), member.read()));
        }
    }

    private void open(String what, Instant at, @Nullable Duration ttl, @Nullable Instant end) {
        kind = what;
        openedAt = at;
        messageTtl = ttl;
        expiresAt = end;
    }

    private void join(UserId user, String role) {
        members.put(Objects.requireNonNull(user), new MemberState(user, role, 0, 0));
    }

    private void gone(ChatGone gone) {
        goneAt = gone.goneAt();
        goneBy = gone instanceof ChatPurged ? "purged" : gone instanceof ChatExpired ? "expired" : "gone";
        messages.replaceAll((sequence, message) ->
                message.fate() == MessageFate.ENCRYPTED ? with(message, MessageFate.GONE_WITH_CHAT) : message);
    }

    private static String word(MemberRole role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    /** What the chat is now; empty if there were no events. */
    Optional<ConversationState> conversation() {
        LoggedEvent end = last;
        if (end == null) {
            return Optional.empty();
        }
        return Optional.of(new ConversationState(
                end.position(),
                end.recordedAt(),
                new ChatState(kind, openedAt, titleBytes, messageTtl, expiresAt, heldSince, goneAt, goneBy),
                List.copyOf(members.values()),
                List.copyOf(messages.values()),
                unreadable));
    }
}
