package io.parley.e2e.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Message;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Sent;
import io.parley.e2e.harness.SseStream;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/** Holds the platform to what it has acknowledged: all of it is there, once and in order, and so it is brought. */
final class Kept {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Ledger ledger;

    Kept(Ledger ledger) {
        this.ledger = ledger;
    }

    /** A talk's history, which is what was acknowledged and nothing else, at least so many; a resume brings the same to both. */
    List<Message> history(Talk talk, int atLeast) {
        List<Sent> promised = ledger.acknowledgedIn(talk.chat());
        List<Message> history = talk.sides().get(0).wholeHistory(talk.chat());

        assertThat(promised).hasSizeGreaterThan(atLeast);
        assertThat(history)
                .extracting(Message::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, history.size()).boxed().toList());
        assertThat(history).extracting(Message::sentAt).isSorted();
        assertThat(history)
                .extracting(Kept::seen)
                .containsExactlyElementsOf(promised.stream().map(Kept::promise).toList());
        for (Person person : talk.sides()) {
            resumed(person, talk, history);
        }
        return history;
    }

    private void resumed(Person person, Talk talk, List<Message> history) {
        try (SseStream stream = person.resumesFrom("0")) {
            assertThat(stream.awaitMessages(history.size(), LIMIT)).isEqualTo(history);
            Person peer = talk.peerOf(person);
            long read = ledger.readBy(talk.chat(), peer);
            if (read > 0) {
                stream.awaitReceipt(talk.chat(), peer.id(), read, read);
            }
        }
    }

    private static List<Object> promise(Sent sent) {
        return List.of(sent.sequence(), sent.messageId(), sent.sentAt(), sent.text());
    }

    private static List<Object> seen(Message message) {
        return List.of(message.sequence(), message.messageId(), message.sentAt(), message.text());
    }
}
