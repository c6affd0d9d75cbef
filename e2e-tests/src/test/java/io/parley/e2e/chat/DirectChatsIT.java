package io.parley.e2e.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Answer;
import io.parley.e2e.harness.Json;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.SharedServer;
import io.parley.e2e.harness.SseEvent;
import io.parley.e2e.harness.SseStream;
import io.parley.e2e.harness.Together;
import io.parley.e2e.harness.Unique;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@SharedServer
class DirectChatsIT {

    private final Server server;
    private final Person ada;
    private final Person ben;

    DirectChatsIT(Server server) {
        this.server = server;
        this.ada = Person.signsUp(server);
        this.ben = Person.signsUp(server);
    }

    @Test
    void openingAnswersTheChatWithBothSidesAsMembers() {
        Answer opened = ada.opens(ben.id()).expect(201);

        assertThat(opened.position()).isNotBlank();
        assertThat(opened.text("kind")).isEqualTo("direct");
        List<JsonNode> members = Json.each(opened.json().path("members")).toList();
        assertThat(members)
                .extracting(member -> member.path("userId").asString())
                .containsExactlyInAnyOrder(ada.id(), ben.id());
        assertThat(members).allSatisfy(member -> {
            assertThat(member.path("role").asString()).isEqualTo("member");
            assertThat(Instant.parse(member.path("joinedAt").asString())).isBeforeOrEqualTo(Instant.now());
        });
    }

    @Test
    void openingAgainFromEitherSideFindsTheSameChat() {
        String chat = ada.opens(ben.id()).expect(201).text("chatId");

        assertThat(ada.opens(ben.id()).expect(200).text("chatId")).isEqualTo(chat);
        assertThat(ben.opens(ada.id()).expect(200).text("chatId")).isEqualTo(chat);
    }

    @Test
    void bothSidesOpeningAtOnceFindOneChat() {
        List<Callable<Answer>> openings = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            openings.add(() -> ada.opens(ben.id()));
            openings.add(() -> ben.opens(ada.id()));
        }

        List<Answer> answers = Together.call(openings);

        assertThat(answers)
                .extracting(answer -> answer.text("chatId"))
                .containsOnly(answers.get(0).text("chatId"));
        assertThat(answers).extracting(Answer::status).containsOnlyOnce(201).containsOnly(200, 201);
        assertThat(ada.inbox()).hasSize(1);
        assertThat(ben.inbox()).hasSize(1);
    }

    @Test
    void bothSidesSeeTheChatAndHearOfItsOpening() {
        SseStream atBen = ben.listens();

        Answer opened = ada.opens(ben.id()).expect(201);
        String chat = opened.text("chatId");

        SseEvent heard = atBen.awaitEvent("chat", event -> true);
        assertThat(heard.id()).isNotBlank();
        assertThat(heard.json().path("chatId").asString()).isEqualTo(chat);
        assertThat(heard.json().path("change").asString()).isEqualTo("opened");
        Answer seen = ben.get("/v1/chats/" + chat)
                .header("Parley-Position", opened.position())
                .send()
                .expect(200);
        assertThat(seen.json().path("members").size()).isEqualTo(2);
        assertThat(ada.get("/v1/chats/" + chat).send().expect(200).json().path("members"))
                .isEqualTo(seen.json().path("members"));
        atBen.close();
    }

    @Test
    void aChatWithOneselfIsRefused() {
        ada.opens(ada.id()).expectProblem(422, "chat_with_oneself");
    }

    @Test
    void aChatWithNobodyIsRefused() {
        ada.opens(Unique.messageId()).expectProblem(404, "user_not_found");
        ada.post("/v1/chats")
                .json(Json.object("kind", "direct"))
                .send()
                .expectProblem(400, "invalid_request")
                .expectFieldError("with");
        assertThat(ada.opens("no id").status()).isIn(400, 404);
    }

    @Test
    void anEndThatCannotBeIsNamed() {
        ada.post("/v1/chats")
                .json(Json.object("kind", "direct", "with", ben.id(), "messageTtl", "PT0.5S"))
                .send()
                .expectProblem(400, "invalid_request")
                .expectFieldError("messageTtl");
        ada.post("/v1/chats")
                .json(Json.object("kind", "direct", "with", ben.id(), "expiresAt", "9999-01-01T00:00:00.000Z"))
                .send()
                .expectProblem(400, "invalid_request")
                .expectFieldError("expiresAt");
        ada.post("/v1/chats")
                .json(Json.object("kind", "direct", "with", ben.id(), "messageTtl", null, "expiresAt", null))
                .send()
                .expect(201);
    }

    @Test
    void anUnknownKindIsRefused() {
        ada.post("/v1/chats")
                .json(Json.object("kind", "séance", "with", ben.id()))
                .send()
                .expectProblem(400, "invalid_request");
        ada.post("/v1/chats").json(Json.object("with", ben.id())).send().expectProblem(400, "invalid_request");
    }

    @Test
    void aChatThatDoesNotExistIsNotFound() {
        ada.get("/v1/chats/" + Unique.messageId()).send().expectProblem(404, "chat_not_found");
        ada.get("/v1/chats/no-id").send().expectProblem(404);
    }
}
