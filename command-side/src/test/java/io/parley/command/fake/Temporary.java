package io.parley.command.fake;

import static io.parley.command.fake.People.ALICE;
import static io.parley.command.fake.People.BOB;
import static io.parley.command.fake.People.CHAT;
import static io.parley.command.fake.People.NOON;
import static io.parley.command.fake.People.message;

import io.parley.contract.chat.Audience;
import io.parley.contract.chat.ChatEvent.ChatExpired;
import io.parley.contract.chat.ChatEvent.ChatHeld;
import io.parley.contract.chat.ChatEvent.ChatPurged;
import io.parley.contract.chat.ChatEvent.ChatReleased;
import io.parley.contract.chat.ChatEvent.DirectChatOpened;
import io.parley.contract.chat.ChatEvent.GroupOpened;
import io.parley.contract.chat.ChatEvent.RetentionChanged;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.OperatorId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageEvent.MessageRetracted;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.message.MessageEvent.MessagesExpired;
import io.parley.contract.message.SequenceRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** How Alice's and Bob's chat, and what was said in it, comes to its end. */
public final class Temporary {

    /** Who is in the direct chat. */
    public static final Audience PAIR = new Audience.Pair(ALICE, BOB);

    /** Who operates the platform. */
    public static final OperatorId OPERATOR = new OperatorId(UUID.fromString("dddddddd-0000-4000-8000-000000000004"));

    private Temporary() {}

    /** The opening of the direct chat. */
    public static DirectChatOpened opened(@Nullable Duration ttl, @Nullable Instant expiresAt) {
        return new DirectChatOpened(CHAT, ALICE, BOB, NOON, ttl, expiresAt);
    }

    /** The opening, by Alice, of a group with these others. */
    public static GroupOpened group(@Nullable Duration ttl, @Nullable Instant expiresAt, UserId... others) {
        GroupOpened opened = Crowd.group(others);
        return new GroupOpened(CHAT, ALICE, opened.title(), opened.members(), NOON, ttl, expiresAt);
    }

    /** To whom what happens in a group is addressed as long as nobody has come or gone. */
    public static Audience group() {
        return new Audience.Group(1, List.of(0L));
    }

    /** Alice's n-th message, sent n seconds after noon, with an end. */
    public static MessageSent sent(long n, @Nullable Instant end) {
        MessageSent sent = People.sent(n, "text");
        return new MessageSent(
                CHAT, message(n), ALICE, n, sent.sentAt(), end, PAIR, sent.content(), sent.mac(), sent.replyTo());
    }

    /** So many seconds after noon. */
    public static Instant second(long n) {
        return NOON.plusSeconds(n);
    }

    /** A change by Alice, in the direct chat. */
    public static RetentionChanged changed(@Nullable Duration ttl, @Nullable Instant expiresAt, Instant at) {
        return new RetentionChanged(CHAT, PAIR, ttl, expiresAt, ALICE, at);
    }

    /** Alice takes her n-th message back. */
    public static MessageRetracted retracted(long n, Instant at) {
        return new MessageRetracted(CHAT, message(n), n, keyOf(n), PAIR, ALICE, at);
    }

    /** Messages go. */
    public static MessagesExpired expired(
            long from, long to, long queue, long upTo, @Nullable Instant next, Instant at) {
        return new MessagesExpired(
                CHAT, List.of(new SequenceRange(from, to)), keysOf(from, to), PAIR, queue, upTo, next, at);
    }

    /** The operator puts the chat under a legal hold. */
    public static ChatHeld held(Audience audience, Instant at) {
        return new ChatHeld(CHAT, audience, OPERATOR, at);
    }

    /** The operator ends the legal hold. */
    public static ChatReleased released(Audience audience, Instant at) {
        return new ChatReleased(CHAT, audience, OPERATOR, at);
    }

    /** Somebody does away with the chat. */
    public static ChatPurged purged(Audience audience, long lastSequence, UserId by, Instant at) {
        return new ChatPurged(CHAT, audience, lastSequence, List.of(FakePairs.keyOf(CHAT)), by, at);
    }

    /** The chat's time has come. */
    public static ChatExpired gone(Audience audience, long lastSequence, Instant expiresAt, Instant at) {
        return new ChatExpired(CHAT, audience, lastSequence, List.of(FakePairs.keyOf(CHAT)), expiresAt, at);
    }

    /** The key of the n-th message. */
    public static KeyId keyOf(long n) {
        return FakeMessageVault.keyId(message(n));
    }

    /** The keys of messages that follow one another. */
    public static List<KeyId> keysOf(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(Temporary::keyOf).toList();
    }
}
