package io.parley.e2e.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Answer;
import io.parley.e2e.harness.Json;
import io.parley.e2e.harness.Message;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Sent;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.SharedServer;
import io.parley.e2e.harness.SseStream;
import io.parley.e2e.harness.Together;
import io.parley.e2e.harness.Unique;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

@SharedServer
class IdempotencyIT {

    private final Server server;
    private final Person ada;
    private final Person ben;
    private final String chat;

    IdempotencyIT(Server server) {
        this.server = server;
        this.ada = Person.signsUp(server);
        this.ben = Person.signsUp(server);
        this.chat = ada.chatWith(ben);
    }

    @Test
    void aSecondSendIsAnsweredAsTheFirst() {
        SseStream atBen = ben.listens();
        String id = Unique.messageId();
        Answer first = ada.trySend(chat, id, "Once").expect(201);
        ada.sends(chat, "In between");

        Answer second = ada.trySend(chat, id, "Once").expect(200);

        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.position()).isNotBlank();
        ada.sends(chat, "Afterwards");
        atBen.awaitMessage("Afterwards");
        assertThat(atBen.messages()).extracting(Message::text).containsExactly("Once", "In between", "Afterwards");
        atBen.close();
    }

    @Test
    void theSameContentInAnotherSpellingIsTheSame() {
        String id = Unique.messageId();
        Answer first = ada.trySend(chat, id, "Caf\u00e9").expect(201);

        Answer second =
                ada.trySend(chat, id.toUpperCase(Locale.ROOT), "Cafe\u0301").expect(200);

        assertThat(second.json()).isEqualTo(first.json());
    }

    @Test
    void theSameSentManyTimesAtOnceIsOneMessage() {
        String id = Unique.messageId();

        List<Answer> answers = Together.times(8, () -> ada.trySend(chat, id, "At once"));

        assertThat(answers).extracting(Answer::status).containsOnlyOnce(201).containsOnly(200, 201);
        assertThat(answers).extracting(Answer::json).containsOnly(answers.get(0).json());
        assertThat(ada.wholeHistory(chat)).hasSize(1);
        assertThat(ada.sends(chat, "Next").sequence()).isEqualTo(2);
    }

    @Test
    void theSameIdInManyChatsAtOnceIsOneMessage() {
        Person cleo = Person.signsUp(server);
        String other = ada.chatWith(cleo);
        String id = Unique.messageId();

        List<Answer> answers = Together.call(List.of(
                () -> ada.trySend(chat, id, "Here or there"),
                () -> ada.trySend(other, id, "Here or there"),
                () -> ada.trySend(chat, id, "Here or there"),
                () -> ada.trySend(other, id, "Here or there")));

        assertThat(answers).extracting(Answer::status).containsOnlyOnce(201).containsOnly(200, 201, 409);
        assertThat(ada.wholeHistory(chat).size() + ada.wholeHistory(other).size())
                .isEqualTo(1);
    }

    @Test
    void anIdUsedForOtherContentIsRefused() {
        Sent first = ada.sends(chat, "This");

        ada.trySend(chat, first.messageId(), "That").expectProblem(409, "message_id_reused");
        ada.post("/v1/chats/" + chat + "/messages")
                .json(Json.object("messageId", first.messageId(), "text", "This", "replyTo", first.messageId()))
                .send()
                .expectProblem(409, "message_id_reused");
        assertThat(ada.wholeHistory(chat)).hasSize(1);
    }

    @Test
    void anIdUsedInAnotherChatIsRefused() {
        String other = ada.chatWith(Person.signsUp(server));
        Sent first = ada.sends(chat, "This");

        ada.trySend(other, first.messageId(), "This").expectProblem(409, "message_id_reused");
        assertThat(ada.wholeHistory(other)).isEmpty();
    }

    @Test
    void anIdUsedByAnotherSenderIsRefused() {
        Sent first = ada.sends(chat, "This");

        ben.trySend(chat, first.messageId(), "This").expectProblem(409, "message_id_reused");
        assertThat(ada.wholeHistory(chat)).hasSize(1);
    }

    @Test
    void whoIsNotInTheChatLearnsNothingFromAUsedId() {
        Sent first = ada.sends(chat, "This");

        Person.signsUp(server).trySend(chat, first.messageId(), "This").expectProblem(404, "chat_not_found");
    }
}
