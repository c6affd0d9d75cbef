package io.parley.infra.store;

import io.parley.contract.ParleyEvent;
import io.parley.contract.chat.Audience;
import io.parley.contract.chat.ChatEvent.GroupOpened;
import io.parley.contract.chat.ChatEvent.MemberAdded;
import io.parley.contract.chat.ChatEvent.MemberRemoved;
import io.parley.contract.chat.ChatEvent.Seat;
import io.parley.contract.chat.ChatEvent.TitleChanged;
import io.parley.contract.chat.MemberRole;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.crypto.Mac;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageEvent.MessageSent;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.GenericMessage;

/** Appends what happens to a group, as its aggregate would. Each method returns the event's position. */
final class GroupLog {

    final ChatId chat = ChatId.random();
    private final StoreUnderTest store;
    private Instant now = Instant.parse("2026-01-01T00:00:00.123Z");
    private long sequence;
    private long version;
    private long messages;

    GroupLog(StoreUnderTest store) {
        this.store = store;
    }

    /** From now on events are recorded as if it were this time. */
    void setTime(Instant time) {
        now = time;
    }

    long open(UserId... members) {
        version = 1;
        List<Seat> seats = Stream.of(members)
                .map(member -> new Seat(member, MemberRole.MEMBER, member == members[0] ? 0 : 1))
                .toList();
        return append(new GroupOpened(chat, members[0], ciphertext(), seats, now, null, null));
    }

    long add(UserId member, int lane) {
        version++;
        return append(new MemberAdded(chat, member, MemberRole.MEMBER, lane, version, messages, member, now));
    }

    long remove(UserId member, long spell) {
        version++;
        return append(new MemberRemoved(chat, member, spell, version, messages, member, now));
    }

    long changeTitle() {
        return append(new TitleChanged(chat, ciphertext(), UserId.random(), now));
    }

    long send() {
        messages++;
        return append(new MessageSent(
                chat,
                MessageId.random(),
                UserId.random(),
                messages,
                now,
                null,
                new Audience.Group(version, List.of(0L)),
                ciphertext(),
                new Mac(new byte[32]),
                null));
    }

    /** How many events there are. */
    long size() {
        return sequence;
    }

    /** Counts events that somebody else appended. */
    void skip(int events) {
        sequence += events;
        messages += events;
    }

    long version() {
        return version;
    }

    private long append(ParleyEvent event) {
        store.append(message(event));
        return store.tail().head();
    }

    private DomainEventMessage<ParleyEvent> message(ParleyEvent event) {
        return new GenericDomainEventMessage<>(
                "Chat", chat.toString(), sequence++, new GenericMessage<>(event), () -> now);
    }

    private static Ciphertext ciphertext() {
        return new Ciphertext(KeyId.random(), new byte[] {1, 2, 3});
    }
}
