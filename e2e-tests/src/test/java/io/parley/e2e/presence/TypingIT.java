package io.parley.e2e.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Answer;
import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Seen;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.SharedServer;
import io.parley.e2e.harness.SseEvent;
import io.parley.e2e.harness.SseStream;
import io.parley.e2e.harness.Unique;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@SharedServer
class TypingIT {

    private static final Duration A_WHILE = Duration.ofMillis(300);

    private final Server server;
    private final Person ada;
    private final Person ben;

    TypingIT(Server server) {
        this.server = server;
        this.ada = Person.signsUp(server);
        this.ben = Person.signsUp(server);
    }

    private static Answer types(Person person, String chat) {
        return person.post("/v1/chats/" + chat + "/typing").send();
    }

    private static SseEvent awaited(SseStream stream, String chat, Person typist) {
        return stream.awaitEvent(
                "typing",
                event -> event.json().path("chatId").stringValue().equals(chat)
                        && event.json().path("userId").stringValue().equals(typist.id()));
    }

    @Test
    void theOtherSideHearsItOnceInAWhileAndNothingOfItIsKept() {
        String chat = ada.chatWith(ben);
        SseStream bens = ben.listens();
        try (SseStream adas = ada.listens()) {
            for (int i = 0; i < 10; i++) {
                assertThat(types(ada, chat).expect(202).body()).isEmpty();
            }
            assertThat(awaited(bens, chat, ada).id()).isNull();
            Eventually.pause(A_WHILE);
            assertThat(bens.arrived("typing")).hasSize(1);
            assertThat(adas.arrived("typing")).isEmpty();
            bens.close();
            ada.sends(chat, "Typed");
            try (SseStream resumed = ben.resumesFrom(bens.lastId())) {
                resumed.awaitMessage("Typed");
                assertThat(resumed.arrived("typing")).isEmpty();
            }
        }
    }

    @Test
    void allInAGroupHearItButWhoHasLeft() {
        Person left = Person.signsUp(server);
        Person cleo = Person.signsUp(server);
        String chat = ada.opensGroup("Bletchley", ben, cleo, left);
        left.removes(chat, left).expect(204);
        try (SseStream bens = ben.listens();
                SseStream cleos = cleo.listens();
                SseStream lefts = left.listens()) {
            types(ada, chat).expect(202);
            awaited(bens, chat, ada);
            awaited(cleos, chat, ada);
            Eventually.pause(A_WHILE);
            assertThat(lefts.arrived("typing")).isEmpty();
        }
        types(left, chat).expectProblem(404, "chat_not_found");
    }

    @Test
    void whoHasBlockedTheTypistHearsNothingAndTheTypistCannotTell() {
        String chat = ada.chatWith(ben);
        ben.blocks(ada).expect(204);
        try (SseStream bens = ben.listens();
                SseStream adas = ada.listens()) {
            types(ada, chat).expect(202);
            types(ben, chat).expect(202);
            awaited(adas, chat, ben);
            assertThat(bens.arrived("typing")).isEmpty();
        }
    }

    @Test
    void onlyMembersTypeAndInChatsThatAreThere() {
        String chat = ada.chatWith(ben);
        types(Person.signsUp(server), chat).expectProblem(404, "chat_not_found");
        types(ada, Unique.messageId()).expectProblem(404, "chat_not_found");
        types(ada, "x").expectProblem(404, "chat_not_found");
        ada.purges(chat).expect(204);
        types(ada, chat).expectProblem(410, "chat_gone");
    }

    @Test
    void itMovesNoLastSeen() {
        String chat = ada.chatWith(ben);
        types(ben, chat).expect(202);
        assertThat(Seen.one(ada, ben)).isEqualTo(Seen.hidden(ben));
    }
}
