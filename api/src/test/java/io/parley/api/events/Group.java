package io.parley.api.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.contract.chat.Audience;
import io.parley.contract.chat.ChatEvent.ChatPurged;
import io.parley.contract.chat.ChatEvent.GroupOpened;
import io.parley.contract.chat.ChatEvent.MemberAdded;
import io.parley.contract.chat.ChatEvent.MemberRemoved;
import io.parley.contract.chat.ChatEvent.RoleChanged;
import io.parley.contract.chat.ChatEvent.Seat;
import io.parley.contract.chat.ChatEvent.TitleChanged;
import io.parley.contract.chat.MemberRole;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.crypto.Mac;
import io.parley.contract.fanout.FanOutEvent.FanOutAbandoned;
import io.parley.contract.fanout.FanOutEvent.MailboxesFilled;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageEvent.MessageRetracted;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.message.MessageEvent.MessagesExpired;
import io.parley.contract.message.SequenceRange;
import io.parley.contract.receipt.ReceiptEvent.ReceiptAdvanced;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A group in a {@link FakeLog}: appends what happens in it, and keeps count. Whoever joins goes into the lane that is named. */
final class Group {

    static final Instant AT = Instant.parse("2026-03-01T10:15:30.123Z");

    final ChatId id = ChatId.random();
    private final FakeLog log;
    private final Map<UserId, Long> spells = new LinkedHashMap<>();
    private final List<MessageSent> messages = new ArrayList<>();
    private final List<Long> positions = new ArrayList<>();
    private final Map<Integer, Long> filled = new HashMap<>();
    private long version;

    private Group(FakeLog log) {
        this.log = log;
    }

    /** A group whose members are all in lane 0; the first one owns it. */
    static Group open(FakeLog log, UserId owner, UserId... others) {
        Group group = new Group(log);
        List<Seat> seats = new ArrayList<>(List.of(new Seat(owner, MemberRole.OWNER, 0)));
        Stream.of(others).forEach(other -> seats.add(new Seat(other, MemberRole.MEMBER, 0)));
        group.version = 1;
        seats.forEach(seat -> group.spells.put(seat.userId(), 1L));
        log.append(new GroupOpened(group.id, owner, sealed("Bletchley"), seats, AT, null, null));
        return group;
    }

    static Ciphertext sealed(String text) {
        return new Ciphertext(KeyId.random(), text.getBytes(UTF_8));
    }

    boolean has(UserId user) {
        return spells.containsKey(user);
    }

    long add(UserId user, int lane) {
        version++;
        spells.put(user, version);
        return log.append(new MemberAdded(id, user, MemberRole.MEMBER, lane, version, lastSequence(), user, AT));
    }

    long remove(UserId user) {
        version++;
        long spell = Objects.requireNonNull(spells.remove(user));
        return log.append(new MemberRemoved(id, user, spell, version, lastSequence(), user, AT));
    }

    long call(String title) {
        return call(sealed(title));
    }

    long call(Ciphertext title) {
        return log.append(new TitleChanged(id, title, UserId.random(), AT));
    }

    long give(UserId user, MemberRole role) {
        return log.append(new RoleChanged(id, user, Objects.requireNonNull(spells.get(user)), role, user, AT));
    }

    long lastSequence() {
        return messages.size();
    }

    /** The message with a number. */
    MessageSent message(long sequence) {
        return messages.get((int) sequence - 1);
    }

    /** Sends a message, which is brought to nobody yet; says its number. */
    long send(UserId sender, String text) {
        MessageSent sent = new MessageSent(
                id,
                MessageId.random(),
                sender,
                lastSequence() + 1,
                AT,
                null,
                new Audience.Group(version, List.of(0L)),
                sealed(text),
                new Mac(new byte[32]),
                null);
        messages.add(sent);
        positions.add(log.append(sent));
        return sent.sequence();
    }

    /** The position of the message with a number. */
    long positionOf(long sequence) {
        return positions.get((int) sequence - 1);
    }

    /** Brings a message to a lane. */
    long fill(int lane, long sequence) {
        return fill(lane, sequence, false);
    }

    long fill(int lane, long sequence, boolean late) {
        return log.append(new MailboxesFilled(id, lane, sequence, positionOf(sequence), late, 1, AT));
    }

    /** Brings a lane the next message that it has not, if there is one. */
    void fillNext(int lane) {
        long next = filled.getOrDefault(lane, 0L) + 1;
        if (next <= lastSequence()) {
            filled.put(lane, next);
            fill(lane, next);
        }
    }

    long abandon(int lane, long sequence) {
        return log.append(new FanOutAbandoned(id, lane, sequence, positionOf(sequence), 9, AT));
    }

    /** Takes a message back. */
    long retract(long sequence) {
        MessageSent sent = message(sequence);
        return log.append(new MessageRetracted(
                id, sent.messageId(), sequence, sent.content().keyId(), audience(), sent.senderId(), AT));
    }

    /** Lets messages go that had their time. */
    long expire(long from, long to) {
        List<KeyId> keys = LongStream.rangeClosed(from, to)
                .mapToObj(sequence -> message(sequence).content().keyId())
                .toList();
        return log.append(
                new MessagesExpired(id, List.of(new SequenceRange(from, to)), keys, audience(), 1, 1, null, AT));
    }

    long purge(UserId owner) {
        return log.append(new ChatPurged(id, audience(), lastSequence(), List.of(KeyId.random()), owner, AT));
    }

    Audience.Group audience() {
        return new Audience.Group(version, List.of());
    }

    long mark(UserId marker, long delivered, long read) {
        return log.append(new ReceiptAdvanced(id, marker, delivered, read, AT, audience()));
    }
}
