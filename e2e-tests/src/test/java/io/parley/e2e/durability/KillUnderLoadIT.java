package io.parley.e2e.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.Message;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Sent;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.SseStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KillUnderLoadIT {

    private static final int KILLS = 4;
    private static final int PAIRS = 4;
    private static final Duration LOAD = Duration.ofSeconds(4);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Ledger ledger = new Ledger();
    private final List<Talk> talks = new ArrayList<>();

    @Test
    void nothingAcknowledgedIsLostDoubledOrMovedByFourKillsUnderLoad() throws InterruptedException {
        try (Server server = Server.start("kill")) {
            for (int i = 0; i < PAIRS; i++) {
                talks.add(new Talk(server, ledger));
            }
            for (int kill = 1; kill <= KILLS; kill++) {
                isKilledWhileAllTalk(server);
                assertThat(server.dataFolder().database())
                        .as("the database left behind")
                        .isPresent();
                server.start();
                int repeated = ledger.repeatWhatIsOpen();
                System.out.printf(
                        "Kill %d: %d messages acknowledged so far, %d repeated%n", kill, ledger.size(), repeated);
            }

            talks.forEach(this::isAllThereOnceAndInOrder);
        }
    }

    private void isKilledWhileAllTalk(Server server) throws InterruptedException {
        talks.forEach(Talk::begin);
        Eventually.pause(LOAD);
        server.kill();
        for (Talk talk : talks) {
            talk.end();
        }
    }

    private void isAllThereOnceAndInOrder(Talk talk) {
        List<Sent> promised = ledger.acknowledgedIn(talk.chat());
        List<Message> history = talk.sides().get(0).wholeHistory(talk.chat());

        assertThat(promised).hasSizeGreaterThan(KILLS);
        assertThat(history)
                .extracting(Message::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, history.size()).boxed().toList());
        assertThat(history).extracting(Message::sentAt).isSorted();
        assertThat(history)
                .extracting(KillUnderLoadIT::seen)
                .containsExactlyElementsOf(
                        promised.stream().map(KillUnderLoadIT::promise).toList());
        for (Person person : talk.sides()) {
            bringsTheSame(person, talk, history);
        }
    }

    private void bringsTheSame(Person person, Talk talk, List<Message> history) {
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
