package io.parley.e2e.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Answer;
import io.parley.e2e.harness.Json;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Sent;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.SharedServer;
import io.parley.e2e.harness.SseStream;
import io.parley.e2e.harness.Together;
import io.parley.e2e.harness.Unique;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@SharedServer
class BlocksIT {

    private final Server server;
    private final Person ada;
    private final Person ben;

    BlocksIT(Server server) {
        this.server = server;
        this.ada = Person.signsUp(server);
        this.ben = Person.signsUp(server);
    }

    @Test
    void theBlockedCanNeitherSendIntoTheDirectChatNorOpenIt() {
        String chat = ada.chatWith(ben);
        Sent before = ada.sends(chat, "Before");

        ben.blocks(ada).expect(204).position();

        ada.trySend(chat, Unique.messageId(), "Refused").expectProblem(403, "blocked");
        ada.opens(ben.id()).expectProblem(403, "blocked");
        assertThat(ada.trySend(chat, before.messageId(), "Before").expect(200).number("sequence"))
                .isEqualTo(before.sequence());
        ada.trySend(chat, before.messageId(), "Otherwise").expectProblem(409, "message_id_reused");
        assertThat(ben.wholeHistory(chat)).hasSize(1);
    }

    @Test
    void theBlockedCannotOpenAChatThatThereWasNot() {
        ben.blocks(ada).expect(204);

        ada.opens(ben.id()).expectProblem(403, "blocked");
        assertThat(ben.inbox()).isEmpty();
    }

    @Test
    void theBlockerMayWriteAndTheBlockedReads() {
        ben.blocks(ada).expect(204);

        String chat = ben.chatWith(ada);
        try (SseStream stream = ada.listens()) {
            ben.sends(chat, "From the blocker");
            stream.awaitMessage("From the blocker");
        }
        ada.marksRead(chat, 1);
        ada.trySend(chat, Unique.messageId(), "Refused").expectProblem(403, "blocked");
    }

    @Test
    void onceLiftedTheTalkGoesOn() {
        String chat = ada.chatWith(ben);
        for (int i = 0; i < 10; i++) {
            ben.blocks(ada).expect(204);
            String messageId = Unique.messageId();
            ada.trySend(chat, messageId, "Tried").expectProblem(403, "blocked");
            ben.unblocks(ada).expect(204);
            ada.trySend(chat, messageId, "Tried").expect(201);
        }
        assertThat(ada.opens(ben.id()).expect(200).text("chatId")).isEqualTo(chat);
        assertThat(ben.wholeHistory(chat)).hasSize(10);
    }

    @Test
    void groupsAreNotAffected() {
        Person cem = Person.signsUp(server);
        ben.blocks(ada).expect(204);

        String group = ada.opensGroup("Together", ben, cem);
        try (SseStream stream = ben.listens()) {
            ada.sends(group, "To all");
            stream.awaitMessage("To all");
        }
        ben.sends(group, "And back");
    }

    @Test
    void bothAreIdempotentAlsoAtOnce() {
        ben.unblocks(ada).expect(204).position();
        assertThat(Together.times(4, () -> ben.blocks(ada)))
                .extracting(Answer::status)
                .containsOnly(204);
        assertThat(blocked(ben)).containsExactly(ada.id());
        assertThat(Together.times(4, () -> ben.unblocks(ada)))
                .extracting(Answer::status)
                .containsOnly(204);
        assertThat(blocked(ben)).isEmpty();
    }

    @Test
    void blocksAreListedNewestFirstInPages() {
        Person cem = Person.signsUp(server);
        Person dan = Person.signsUp(server);
        for (Person other : List.of(ben, cem, dan)) {
            ada.blocks(other).expect(204);
        }

        Answer first = ada.get("/v1/blocks?limit=2").send().expect(200);
        Answer rest = ada.get("/v1/blocks?limit=2&cursor=" + first.text("next"))
                .send()
                .expect(200);

        assertThat(users(first)).containsExactly(dan.id(), cem.id());
        assertThat(users(rest)).containsExactly(ben.id());
        assertThat(rest.json().path("next").isNull()).isTrue();
        assertThat(Json.each(first.json().path("items"))).allSatisfy(item -> assertThat(
                        Instant.parse(item.path("blockedAt").asString()))
                .isBefore(Instant.now().plusSeconds(60)));
        assertThat(blocked(ben)).isEmpty();
        ada.get("/v1/blocks?limit=0").send().expectProblem(400, "invalid_request");
    }

    @Test
    void whoIsNotThereAndOneselfAreRefused() {
        ada.request("PUT", "/v1/blocks/" + Unique.messageId()).send().expectProblem(404, "user_not_found");
        ada.request("PUT", "/v1/blocks/nobody").send().expectProblem(404, "user_not_found");
        ada.blocks(ada).expectProblem(422, "block_of_oneself");
        ada.unblocks(ada).expect(204);
        ada.request("DELETE", "/v1/blocks/" + Unique.messageId()).send().expect(204);
    }

    @Test
    void whoIsErasedIsListedNoMore() {
        ada.blocks(ben).expect(204);
        Answer erased = ben.request("DELETE", "/v1/me").send().expect(204);

        Answer list = ada.get("/v1/blocks")
                .header("Parley-Position", erased.position())
                .send()
                .expect(200);

        assertThat(users(list)).isEmpty();
        ada.blocks(ben).expectProblem(404, "user_not_found");
        ada.unblocks(ben).expect(204);
    }

    private static List<String> blocked(Person person) {
        return users(person.get("/v1/blocks").send().expect(200));
    }

    private static List<String> users(Answer page) {
        return Json.each(page.json().path("items"))
                .map(item -> item.path("userId").asString())
                .toList();
    }
}
