package io.parley.e2e.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Answer;
import io.parley.e2e.harness.Api;
import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.Message;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.Settings;
import io.parley.e2e.harness.SseStream;
import io.parley.e2e.harness.Unique;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KillDuringFanOutIT {

    private static final int MEMBERS = 1_000;
    private static final int KILLS = 10;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void everyMemberHasEveryMessageOnceAndInOrderAfterTenKills() {
        try (Server server = Server.start("kill-fan-out", Settings.UNLIMITED)) {
            List<Person> members = IntStream.range(0, MEMBERS)
                    .parallel()
                    .mapToObj(n -> Person.signsUp(server))
                    .toList();
            Person sender = members.get(0);
            String chat = sender.tryOpenGroup("A thousand", members.subList(1, MEMBERS))
                    .expect(201)
                    .text("chatId");
            List<String> open = new ArrayList<>();
            for (int kill = 1; kill <= KILLS; kill++) {
                sendUntilKilled(server, sender, chat, kill, open);
                server.start();
                open.removeIf(messageId -> repeated(sender, chat, messageId));
            }
            assertThat(open).isEmpty();
            sender.sends(chat, "The last one");

            List<Message> history = sender.wholeHistory(chat);
            assertThat(history).hasSizeGreaterThan(KILLS);
            assertThat(history)
                    .extracting(Message::sequence)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, history.size()).boxed().toList());
            members.forEach(member -> hasItAll(member, history));
        }
    }

    /** The platform is killed while messages are on their way, each time after a different while. */
    private static void sendUntilKilled(Server server, Person sender, String chat, int kill, List<String> open) {
        Thread killer = new Thread(() -> {
            Eventually.pause(Duration.ofMillis(150 + 37L * kill));
            server.kill();
        });
        killer.start();
        boolean alive = true;
        while (alive) {
            String messageId = Unique.messageId();
            alive = send(sender, chat, messageId, open);
        }
        try {
            killer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean send(Person sender, String chat, String messageId, List<String> open) {
        try {
            Answer answer = sender.trySend(chat, messageId, "Message " + messageId);
            if (answer.status() == 201) {
                return true;
            }
        } catch (Api.Unanswered e) {
            // the platform is gone; whether it had the message is what the repetition finds out
        }
        open.add(messageId);
        return false;
    }

    private static boolean repeated(Person sender, String chat, String messageId) {
        return List.of(200, 201)
                .contains(
                        sender.trySend(chat, messageId, "Message " + messageId).status());
    }

    private static void hasItAll(Person member, List<Message> history) {
        try (SseStream stream = member.resumesFrom("0")) {
            assertThat(stream.awaitMessages(history.size(), LIMIT)).isEqualTo(history);
        }
    }
}
