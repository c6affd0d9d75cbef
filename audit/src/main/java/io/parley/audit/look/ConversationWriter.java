package io.parley.audit.look;

import io.parley.contract.ParleyEvent;
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
import io.parley.contract.chat.ChatEvent.Seat;
import io.parley.contract.chat.ChatEvent.TitleChanged;
import io.parley.contract.chat.MemberRole;
import io.parley.contract.crypto.Ciphertext;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes of a chat's events, which are given in order, what the chat is after them. */
final class ConversationWriter {

    private final StoredEvents stored;
    private final Map<String, String> chat = new LinkedHashMap<>();
    private final Map<UserId, Member> members = new LinkedHashMap<>();
    private final Map<Long, Message> messages = new LinkedHashMap<>();
    private final List<Long> unreadable = new ArrayList<>();
    private @Nullable LoggedEvent last;

    ConversationWriter(StoredEvents stored) {
        this.stored = stored;
    }

    private record Member(String role, long delivered, long read) {

        Member with(long nowDelivered, long nowRead) {
            return new Member(role, nowDelivered, nowRead);
        }

        String line(UserId user) {
            return "member   %s  %s, delivered %d, read %d".formatted(user, role, delivered, read);
        }
    }

    private record Message(MessageSent sent, String state) {

        String line() {
            return "message  %d  %s  by %s, %s"
                    .formatted(
                            sent.sequence(),
                            Times.text(sent.sentAt()),
                            Ids.end(sent.senderId().toString()),
                            state);
        }
    }

    /** The next event of the chat. */
    void take(LoggedEvent event) {
        last = event;
        stored.read(event).ifPresentOrElse(this::apply, () -> unreadable.add(event.position()));
    }

    private void apply(ParleyEvent event) {
        if (event instanceof ChatEvent ofChat) {
            applyToChat(ofChat);
        } else if (event instanceof ReceiptAdvanced marks) {
            members.computeIfPresent(marks.userId(), (user, member) -> member.with(marks.delivered(), marks.read()));
        } else if (event instanceof MessageSent sent) {
            messages.put(sent.sequence(), new Message(sent, size(sent.content())));
        } else if (event instanceof MessageRetracted retracted) {
            end(retracted.sequence(), "taken back");
        } else if (event instanceof MessagesExpired expired) {
            expired.ranges().forEach(this::expire);
        }
    }

    private void expire(SequenceRange range) {
        for (long sequence = range.from(); sequence <= range.to(); sequence++) {
            end(sequence, "expired");
        }
    }

    private void end(long sequence, String how) {
        messages.computeIfPresent(sequence, (number, message) -> new Message(message.sent(), how));
    }

    private void applyToChat(ChatEvent event) {
        if (event instanceof DirectChatOpened opened) {
            open("direct", opened.openedAt(), opened.messageTtl(), opened.expiresAt());
            members.put(opened.opener(), new Member("opener", 0, 0));
            members.put(opened.peer(), new Member("peer", 0, 0));
        } else if (event instanceof GroupOpened opened) {
            open("group", opened.openedAt(), opened.messageTtl(), opened.expiresAt());
            title(opened.title());
            opened.members().forEach(this::seat);
        } else if (event instanceof TitleChanged changed) {
            title(changed.title());
        } else if (event instanceof RetentionChanged changed) {
            retention(changed.messageTtl(), changed.expiresAt());
        } else if (event instanceof ChatHeld held) {
            chat.put("held", "held     since " + Times.text(held.heldAt()));
        } else if (event instanceof ChatReleased) {
            chat.remove("held");
        } else if (event instanceof ChatGone gone) {
            gone(gone);
        } else {
            applyToMembers(event);
        }
    }

    private void applyToMembers(ChatEvent event) {
        if (event instanceof MemberAdded added) {
            members.put(added.userId(), new Member(word(added.role()), 0, 0));
        } else if (event instanceof MemberRemoved removed) {
            members.remove(removed.userId());
        } else if (event instanceof RoleChanged changed) {
            members.computeIfPresent(
                    changed.userId(),
                    (user, member) -> new Member(word(changed.role()), member.delivered(), member.read()));
        }
    }

    private void open(String kind, Instant at, @Nullable Duration messageTtl, @Nullable Instant expiresAt) {
        chat.put("opened", "opened   " + Times.text(at) + ", " + kind);
        retention(messageTtl, expiresAt);
    }

    private void seat(Seat seat) {
        members.put(seat.userId(), new Member(word(seat.role()), 0, 0));
    }

    private void title(Ciphertext title) {
        chat.put("title", "title    " + size(title));
    }

    private void retention(@Nullable Duration messageTtl, @Nullable Instant expiresAt) {
        chat.put("ttl", messageTtl == null ? "" : "expiry   of each message after " + messageTtl);
        chat.put("expires", expiresAt == null ? "" : "expiry   of the chat at " + Times.text(expiresAt));
        chat.values().removeIf(String::isEmpty);
    }

    private void gone(ChatGone gone) {
        String how = gone instanceof ChatPurged ? "purged" : gone instanceof ChatExpired ? "expired" : "gone";
        chat.put("gone", "gone     " + Times.text(gone.goneAt()) + ", " + how);
        messages.replaceAll((sequence, message) ->
                message.state().startsWith("encrypted") ? new Message(message.sent(), "gone with the chat") : message);
    }

    private static String size(Ciphertext text) {
        return "encrypted, %,d bytes".formatted(text.bytes().length);
    }

    private static String word(MemberRole role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    /** What the chat is now; empty if there were no events. */
    Optional<Conversation> conversation() {
        LoggedEvent end = last;
        if (end == null) {
            return Optional.empty();
        }
        Map<String, String> facts = new LinkedHashMap<>(chat);
        members.forEach((user, member) -> facts.put("member " + user, member.line(user)));
        unreadable.forEach(position ->
                facts.put("event " + position, "event    " + position + " cannot be read: see ./parley audit verify"));
        messages.forEach((sequence, message) -> facts.put("message " + sequence, message.line()));
        return Optional.of(new Conversation(end.position(), end.recordedAt(), facts));
    }
}
