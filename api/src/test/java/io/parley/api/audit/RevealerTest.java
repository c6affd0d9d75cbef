package io.parley.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.audit.ConversationState;
import io.parley.contract.audit.ConversationState.ChatState;
import io.parley.contract.audit.ConversationState.MessageState;
import io.parley.contract.audit.MessageFate;
import io.parley.contract.audit.MessageHistory;
import io.parley.contract.audit.RecordedEvent;
import io.parley.contract.chat.Audience;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.crypto.Mac;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.log.EventsByPosition;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.message.MessageContent;
import io.parley.contract.message.MessageEvent.MessageSent;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RevealerTest {

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final UserId ADA = UserId.random();
    private static final UserId BEN = UserId.random();
    private static final RevealedBody GONE = new RevealedBody(null, true);

    private final Map<Ciphertext, MessageContent> keys = new HashMap<>();
    private final Revealer revealer = new Revealer(
            new Log(),
            contents -> {
                Map<Ciphertext, MessageContent> opened = new HashMap<>(keys);
                opened.keySet().retainAll(List.copyOf(contents));
                return opened;
            },
            Clock.fixed(NOW, ZoneOffset.UTC));

    /** At each position a message was sent. */
    private static final class Log implements EventsByPosition {

        @Override
        public List<LoggedEvent> at(List<Long> positions) {
            return positions.stream()
                    .map(position -> new LoggedEvent(position, NOW, sent(position)))
                    .toList();
        }

        @Override
        public List<LoggedEvent> between(long after, long upTo, int limit) {
            return List.of();
        }
    }

    private static Ciphertext content(long position) {
        return new Ciphertext(new KeyId(new UUID(0, position)), new byte[] {1});
    }

    private static MessageSent sent(long position) {
        return sent(position, null);
    }

    private static MessageSent sent(long position, @Nullable Instant expiresAt) {
        return new MessageSent(
                new ChatId(new UUID(0, 7)),
                new MessageId(new UUID(1, position)),
                ADA,
                position,
                NOW,
                expiresAt,
                new Audience.Pair(ADA, BEN),
                content(position),
                new Mac(new byte[] {2}),
                null,
                null);
    }

    private void hasKey(long position, String text) {
        keys.put(content(position), new MessageContent(text, List.of(), List.of()));
    }

    private static MessageState state(long position, MessageFate fate) {
        return state(position, fate, null);
    }

    private static MessageState state(long position, MessageFate fate, @Nullable Instant expiresAt) {
        return new MessageState(position, new MessageId(new UUID(1, position)), ADA, NOW, expiresAt, 1, fate, position);
    }

    private static ConversationState now(@Nullable Instant heldSince, MessageState... messages) {
        return new ConversationState(
                9,
                NOW,
                new ChatState("direct", NOW, null, null, null, heldSince, null, null),
                List.of(),
                List.of(messages),
                List.of());
    }

    private static MessageHistory history(MessageSent sent, String... types) {
        return new MessageHistory(
                sent,
                Stream.concat(Stream.of("MessageSent"), Stream.of(types))
                        .map(type -> new MessageHistory.Step(event(type), "something"))
                        .toList(),
                List.of());
    }

    private static RecordedEvent event(String type) {
        return new RecordedEvent(1, NOW, type, "1", "Chat", "chat", 1, new UUID(0, 1), "{}", "{}");
    }

    private RevealedBody reveal(MessageHistory history, boolean held) {
        return revealer.reveal(history, () -> held);
    }

    @Test
    void whatHasItsKeyIsOpenedAndWhatHasLostItIsGone() {
        hasKey(1, "one");

        List<MessageState> messages = List.of(state(1, MessageFate.ENCRYPTED), state(2, MessageFate.ENCRYPTED));
        Map<Long, RevealedBody> revealed =
                revealer.reveal(messages, now(null, state(1, MessageFate.ENCRYPTED), state(2, MessageFate.ENCRYPTED)));

        assertThat(revealed).isEqualTo(Map.of(1L, new RevealedBody("one", false), 2L, GONE));
        assertThat(reveal(history(sent(1), "MailboxesFilled", "ReceiptAdvanced"), false))
                .isEqualTo(new RevealedBody("one", false));
        assertThat(reveal(history(sent(2)), false)).isEqualTo(GONE);
    }

    @ParameterizedTest
    @EnumSource(value = MessageFate.class, mode = EnumSource.Mode.EXCLUDE, names = "ENCRYPTED")
    void whatHasGoneIsNotOpenedThoughAKeyWereLeftWhateverMomentIsAskedAbout(MessageFate fate) {
        hasKey(1, "one");
        MessageState gone = state(1, fate);

        assertThat(revealer.reveal(List.of(gone), now(NOW, gone))).isEqualTo(Map.of(1L, GONE));
        assertThat(revealer.reveal(List.of(state(1, MessageFate.ENCRYPTED)), now(NOW, gone)))
                .isEqualTo(Map.of(1L, GONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MessageRetracted", "MessagesExpired", "ChatPurged", "ChatExpired"})
    void aMessageThatHasEndedIsNotOpenedThoughAKeyWereLeft(String end) {
        hasKey(1, "one");

        assertThat(reveal(history(sent(1), "ReceiptAdvanced", end), true)).isEqualTo(GONE);
    }

    @Test
    void whatShouldHaveGoneIsOpenedOnlyUnderALegalHold() {
        hasKey(1, "one");
        RevealedBody open = new RevealedBody("one", false);

        assertThat(reveal(history(sent(1, NOW)), false)).isEqualTo(GONE);
        assertThat(reveal(history(sent(1, NOW)), true)).isEqualTo(open);
        assertThat(reveal(history(sent(1, NOW.plusMillis(1))), false)).isEqualTo(open);
        MessageState due = state(1, MessageFate.ENCRYPTED, NOW);
        assertThat(revealer.reveal(List.of(due), now(null, due))).isEqualTo(Map.of(1L, GONE));
        assertThat(revealer.reveal(List.of(due), now(NOW, due))).isEqualTo(Map.of(1L, open));
        MessageState later = state(1, MessageFate.ENCRYPTED, NOW.plusMillis(1));
        assertThat(revealer.reveal(List.of(later), now(null, later))).isEqualTo(Map.of(1L, open));
    }

    @Test
    void whatWasRevealedGetsIntoNoLog() {
        assertThat(new RevealedBody("one", false).toString()).doesNotContain("one");
    }
}
