package io.parley.infra.wiring;

import io.parley.contract.chat.Audience;
import io.parley.contract.chat.ChatEvent.ChatHeld;
import io.parley.contract.chat.ChatEvent.ChatPurged;
import io.parley.contract.chat.ChatEvent.ChatReleased;
import io.parley.contract.chat.ChatEvent.RetentionChanged;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.OperatorId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageEvent.MessageRetracted;
import io.parley.contract.message.MessageEvent.MessagesExpired;
import io.parley.contract.message.SequenceRange;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a chat and what was said in it ends, of either kind: appends the events to the log of a {@link ReadSide}. */
final class Ends {

    static final Instant HELD = Talk.BEGINNING.plusSeconds(77);
    static final Instant GONE = Talk.BEGINNING.plusSeconds(99);

    private final ReadSide read;
    private final ChatId chatId;
    private final UserId actor;
    private final List<MessageId> messages;
    private final Supplier<Audience> audience;
    private final Set<Long> expired = new HashSet<>();
    private final Set<Long> retracted = new HashSet<>();

    Ends(ReadSide read, ChatId chatId, UserId actor, List<MessageId> messages, Supplier<Audience> audience) {
        this.read = read;
        this.chatId = chatId;
        this.actor = actor;
        this.messages = messages;
        this.audience = audience;
    }

    long retract(long sequence) {
        MessageId message = messages.get((int) sequence - 1);
        return read.append(
                new MessageRetracted(chatId, message, sequence, KeyId.random(), audience.get(), actor, Talk.BEGINNING));
    }

    /** Takes a message back that was sent and has not ended. */
    void retractIfThere(long sequence) {
        if (sequence <= messages.size() && !expired.contains(sequence) && retracted.add(sequence)) {
            retract(sequence);
        }
    }

    /** Lets a message go that was sent and has not ended. */
    void expireIfThere(long sequence) {
        if (sequence <= messages.size() && expired.add(sequence)) {
            expire(sequence);
        }
    }

    /** Those with these sequences, each a range of its own. */
    long expire(long... sequences) {
        return expire(java.util.Arrays.stream(sequences)
                .mapToObj(sequence -> new SequenceRange(sequence, sequence))
                .toList());
    }

    long expire(List<SequenceRange> ranges) {
        List<KeyId> keys = Stream.generate(KeyId::random)
                .limit(ranges.stream().mapToLong(SequenceRange::size).sum())
                .toList();
        return read.append(new MessagesExpired(chatId, ranges, keys, audience.get(), 1, 1000, null, Talk.BEGINNING));
    }

    long purge() {
        return read.append(
                new ChatPurged(chatId, audience.get(), messages.size(), List.of(KeyId.random()), actor, GONE));
    }

    long limit(@Nullable Duration ttl, @Nullable Instant expiresAt) {
        return read.append(new RetentionChanged(chatId, audience.get(), ttl, expiresAt, actor, Talk.BEGINNING));
    }

    long hold() {
        return read.append(new ChatHeld(chatId, audience.get(), OperatorId.random(), HELD));
    }

    long release() {
        return read.append(new ChatReleased(chatId, audience.get(), OperatorId.random(), HELD));
    }
}
