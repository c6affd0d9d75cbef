package io.parley.e2e.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Answer;
import io.parley.e2e.harness.Json;
import io.parley.e2e.harness.Message;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Sent;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.SseStream;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class RestartIT {

    private final Server server = Server.start("restart");
    private final Person ada = Person.signsUp(server);
    private final Person ben = Person.signsUp(server);
    private final String chat = ada.chatWith(ben);
    private final Sent before = ada.sends(chat, "Before");
    private final Person cem = Person.signsUp(server);
    private final SseStream atBen = ben.resumesFrom("0");

    @BeforeAll
    void isRestarted() {
        ben.blocks(cem).expect(204);
        atBen.awaitMessage("Before");
        server.stop();
        atBen.awaitEnd(Duration.ofSeconds(5));
        server.start();
    }

    @AfterAll
    void close() {
        server.close();
    }

    @Test
    void tokensStayValid() {
        ada.get("/v1/me").send().expect(200);
        server.api()
                .post("/v1/tokens")
                .json(Json.object("refreshToken", ben.onAnotherDevice().refreshToken()))
                .send()
                .expect(200);
    }

    @Test
    void aPasswordStaysValid() {
        assertThat(ada.onAnotherDevice().id()).isEqualTo(ada.id());
    }

    @Test
    void aMessageSentBeforeIsStillTheSame() {
        Answer again = ada.trySend(chat, before.messageId(), "Before").expect(200);

        assertThat(again.number("sequence")).isEqualTo(before.sequence());
        ada.trySend(chat, before.messageId(), "Otherwise").expectProblem(409, "message_id_reused");
    }

    @Test
    void thePairStillHasTheSameChat() {
        assertThat(ben.opens(ada.id()).expect(200).text("chatId")).isEqualTo(chat);
    }

    @Test
    void aBlockIsStillInForce() {
        cem.opens(ben.id()).expectProblem(403, "blocked");
        assertThat(Json.each(ben.get("/v1/blocks").send().expect(200).json().path("items")))
                .extracting(item -> item.path("userId").asString())
                .containsExactly(cem.id());
    }

    @Test
    void anIdFromBeforeResumesTheStream() {
        Sent after = ada.sends(chat, "After");

        try (SseStream again = ben.resumesFrom(atBen.lastId())) {
            Message heard = again.awaitMessage("After");
            assertThat(heard.messageId()).isEqualTo(after.messageId());
            assertThat(again.messages()).extracting(Message::text).doesNotContain("Before");
        }
    }

    @Test
    void aPositionFromBeforeIsKnown() {
        ben.get("/v1/chats").header("Parley-Position", before.position()).send().expect(200);
    }

    @Test
    void aHandleStaysTaken() {
        server.api()
                .post("/v1/users")
                .json(Json.object("handle", ada.handle(), "displayName", "X", "password", "some password"))
                .send()
                .expectProblem(409, "handle_taken");
    }
}
