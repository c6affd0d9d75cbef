package io.parley.e2e.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Message;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Sent;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.SseStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TwoPeopleChatIT {

    @Test
    void twoPeopleChatWithTicksResumeAndRestart() {
        try (Server server = Server.start("walk")) {
            Person ada = Person.signsUp(server);
            Person ben = Person.signsUp(server);
            String chat = ada.chatWith(ben);
            SseStream atAda = ada.listens();
            SseStream atBen = ben.listens();

            Sent hello = ada.sends(chat, "Hello, Ben!");
            assertThat(atBen.awaitMessage("Hello, Ben!").sequence()).isEqualTo(1);
            assertThat(ada.receiptsOf(hello).path("state").asString()).isEqualTo("sent");
            assertThat(ben.inboxEntry(chat).path("unreadCount").longValue()).isEqualTo(1);

            ben.marksDelivered(chat, 1);
            atAda.awaitReceipt(chat, ben.id(), 1, 0);
            assertThat(ada.receiptsOf(hello).path("state").asString()).isEqualTo("delivered");

            ben.marksRead(chat, 1);
            atAda.awaitReceipt(chat, ben.id(), 1, 1);
            assertThat(ada.receiptsOf(hello).path("state").asString()).isEqualTo("read");
            assertThat(ben.inboxEntry(chat).path("unreadCount").longValue()).isZero();

            String heard = atBen.lastId();
            atBen.breakOff();
            ada.sends(chat, "Are you there?");
            SseStream again = ben.resumesFrom(heard);
            again.awaitMessage("Are you there?");
            assertThat(again.messages()).extracting(Message::text).containsExactly("Are you there?");

            ben.sends(chat, "Yes.");
            List<Message> before = ben.wholeHistory(chat);
            assertThat(before).extracting(Message::text).containsExactly("Hello, Ben!", "Are you there?", "Yes.");

            server.restart();

            assertThat(ben.wholeHistory(chat)).isEqualTo(before);
            assertThat(ada.receiptsOf(hello).path("state").asString()).isEqualTo("read");
            SseStream fromTheBeginning = ada.resumesFrom("0");
            assertThat(fromTheBeginning.awaitMessages(3, Duration.ofSeconds(10)))
                    .isEqualTo(before);
            assertThat(ada.sends(chat, "Good.").sequence()).isEqualTo(4);
            fromTheBeginning.awaitMessage("Good.");
        }
    }
}
