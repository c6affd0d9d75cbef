package io.parley.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.audit.ConversationState.MessageState;
import io.parley.contract.audit.MessageFate;
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
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RevealerTest {

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final UserId ADA = UserId.random();
    private static final UserId BEN = UserId.random();

    private final Map<Ciphertext, MessageContent> keys = new HashMap<>();
    private final Revealer revealer = new Revealer(new Log(), contents -> {
        Map<Ciphertext, MessageContent> opened = new HashMap<>(keys);
        opened.keySet().retainAll(List.copyOf(contents));
        return opened;
    });

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
        return new MessageSent(
                new ChatId(new UUID(0, 7)),
                new MessageId(new UUID(1, position)),
                ADA,
                position,
                NOW,
                null,
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
        return new MessageState(position, new MessageId(new UUID(1, position)), ADA, NOW, 1, fate, position);
    }

    @Test
    void whatHasItsKeyIsOpenedAndWhatHasLostItIsGone() {
        hasKey(1, "one");

        Map<Long, RevealedBody> revealed =
                revealer.reveal(List.of(state(1, MessageFate.ENCRYPTED), state(2, MessageFate.ENCRYPTED)));

        assertThat(revealed).isEqualTo(Map.of(1L, new RevealedBody("one", false), 2L, new RevealedBody(null, true)));
        assertThat(revealer.reveal(sent(1))).isEqualTo(new RevealedBody("one", false));
        assertThat(revealer.reveal(sent(2))).isEqualTo(new RevealedBody(null, true));
    }

    @Test
    void whatWasTakenBackIsNotOpenedThoughAKeyWereLeft() {
        hasKey(1, "one");

        assertThat(revealer.reveal(List.of(state(1, MessageFate.RETRACTED))))
                .isEqualTo(Map.of(1L, new RevealedBody(null, true)));
    }

    @Test
    void whatWasRevealedGetsIntoNoLog() {
        assertThat(new RevealedBody("one", false).toString()).doesNotContain("one");
    }
}
