package io.parley.e2e.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Answer;
import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.Json;
import io.parley.e2e.harness.Message;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Sent;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.SharedServer;
import io.parley.e2e.harness.SseEvent;
import io.parley.e2e.harness.SseStream;
import io.parley.e2e.harness.Together;
import io.parley.e2e.harness.Unique;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@SharedServer
class GroupsIT {

    private static final Duration A_WHILE = Duration.ofSeconds(10);

    private final Person ada;
    private final Person ben;
    private final Person cem;
    private final Person dee;

    GroupsIT(Server server) {
        this.ada = Person.signsUp(server);
        this.ben = Person.signsUp(server);
        this.cem = Person.signsUp(server);
        this.dee = Person.signsUp(server);
    }

    @Test
    void openingAnswersTheGroupWithItsMembers() {
        Answer opened = ada.tryOpenGroup("Trip to Rome", List.of(ben, cem)).expect(201);

        assertThat(opened.text("kind")).isEqualTo("group");
        assertThat(opened.text("title")).isEqualTo("Trip to Rome");
        assertThat(opened.header("Location")).isEqualTo("/v1/chats/" + opened.text("chatId"));
        assertThat(Json.each(opened.json().path("members")).toList())
                .extracting(member -> member.path("userId").asString() + " "
                        + member.path("role").asString())
                .containsExactly(ada.id() + " owner", ben.id() + " member", cem.id() + " member");
        assertThat(ben.inboxEntry(opened.text("chatId")).path("title").asString())
                .isEqualTo("Trip to Rome");
    }

    @Test
    void everyMemberHearsEveryMessageOnceAndInOrder() {
        List<SseStream> streams = List.of(ada.listens(), ben.listens(), cem.listens());
        String chat = ada.opensGroup("Everybody", ben, cem);
        for (int i = 1; i <= 10; i++) {
            (i % 2 == 0 ? ada : ben).sends(chat, "Number " + i);
        }

        for (SseStream stream : streams) {
            assertThat(stream.awaitEvent("chat", event -> true)
                            .json()
                            .path("change")
                            .asString())
                    .isEqualTo("opened");
            List<Message> heard = stream.awaitMessages(10, A_WHILE);
            assertThat(heard).extracting(Message::sequence).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
            assertThat(heard).isEqualTo(cem.wholeHistory(chat));
            stream.close();
        }
        try (SseStream again = cem.resumesFrom("0")) {
            assertThat(again.awaitMessages(10, A_WHILE)).isEqualTo(cem.wholeHistory(chat));
        }
    }

    @Test
    void theSenderSeesWhoHasGotAndReadAMessage() {
        String chat = ada.opensGroup("Receipts", ben, cem);
        SseStream atAda = ada.listens();
        Sent sent = ada.sends(chat, "Who reads this?");

        ben.marksRead(chat, 1);
        atAda.awaitReceipt(chat, ben.id(), 1, 1);
        JsonNode half = ada.receiptsOf(sent);
        assertThat(half.path("state").asString()).isEqualTo("sent");
        assertThat(Json.each(half.path("members"))
                        .map(member -> member.path("userId").asString()))
                .containsExactly(ben.id(), cem.id());

        cem.marksDelivered(chat, 1);
        atAda.awaitReceipt(chat, cem.id(), 1, 0);
        assertThat(ada.receiptsOf(sent).path("state").asString()).isEqualTo("delivered");
        cem.marksRead(chat, 1);
        assertThat(ada.receiptsOf(sent).path("state").asString()).isEqualTo("read");
        atAda.close();
    }

    @Test
    void whoseMemberIsGoneIsNotWaitedFor() {
        String chat = ada.opensGroup("Receipts", ben, cem);
        Sent sent = ada.sends(chat, "Who reads this?");
        ben.marksRead(chat, 1);

        ada.removes(chat, cem).expect(204);

        JsonNode receipts = ada.receiptsOf(sent);
        assertThat(receipts.path("state").asString()).isEqualTo("read");
        assertThat(receipts.path("members").size()).isEqualTo(2);
    }

    @Test
    void aNewMemberSeesWhatIsSentFromThenOn() {
        String chat = ada.opensGroup("Newcomers", ben);
        ada.sends(chat, "Before");
        SseStream atDee = dee.listens();

        Answer added = ada.puts(chat, dee, null).expect(201);
        assertThat(added.text("role")).isEqualTo("member");
        SseEvent heard = atDee.awaitEvent("chat", event -> true);
        assertThat(heard.json().path("change").asString()).isEqualTo("member_added");
        assertThat(heard.json().path("userId").asString()).isEqualTo(dee.id());
        assertThat(dee.inboxEntry(chat).path("lastMessage").isNull()).isTrue();
        assertThat(dee.inboxEntry(chat).path("unreadCount").longValue()).isZero();
        ada.sends(chat, "After");

        assertThat(atDee.awaitMessage("After").sequence()).isEqualTo(2);
        assertThat(dee.wholeHistory(chat)).extracting(Message::text).containsExactly("After");
        assertThat(dee.inboxEntry(chat).path("unreadCount").longValue()).isEqualTo(1);
        atDee.close();
    }

    @Test
    void whoIsRemovedKeepsWhatTheyHadAndGetsNothingMore() {
        String chat = ada.opensGroup("Farewell", ben, cem);
        SseStream atCem = cem.listens();
        ada.sends(chat, "With Cem");
        atCem.awaitMessage("With Cem");

        Answer removed = ada.removes(chat, cem).expect(204);
        assertThat(atCem.awaitEvent("chat", event -> true).json().path("change").asString())
                .isEqualTo("member_removed");
        ada.sends(chat, "Without Cem");

        cem.trySend(chat, Unique.messageId(), "Hello?").expectProblem(404, "chat_not_found");
        cem.get("/v1/chats/" + chat)
                .header("Parley-Position", removed.position())
                .send()
                .expectProblem(404, "chat_not_found");
        assertThat(cem.inbox()).isEmpty();
        assertThat(cem.wholeHistory(chat)).extracting(Message::text).containsExactly("With Cem");
        try (SseStream again = cem.resumesFrom("0")) {
            again.awaitEvent(
                    "chat", event -> event.json().path("change").asString().equals("member_removed"));
            assertThat(again.messages()).extracting(Message::text).containsExactly("With Cem");
        }
        assertThat(atCem.messages()).hasSize(1);
        atCem.close();
    }

    @Test
    void whoIsAddedAgainHasBothTimesButNotTheOneBetween() {
        String chat = ada.opensGroup("Back again", ben, cem);
        ada.sends(chat, "One");
        Eventually.holds(A_WHILE, () -> assertThat(cem.wholeHistory(chat)).hasSize(1));
        try (SseStream atCem = cem.resumesFrom("0")) {
            atCem.awaitMessage("One");
        }
        ada.removes(chat, cem).expect(204);
        ada.sends(chat, "Two");
        ada.puts(chat, cem, null).expect(201);
        ada.sends(chat, "Three");

        try (SseStream atCem = cem.resumesFrom("0")) {
            atCem.awaitMessage("Three");
            assertThat(atCem.messages()).extracting(Message::text).containsExactly("One", "Three");
        }
        assertThat(cem.wholeHistory(chat)).extracting(Message::text).containsExactly("One", "Three");
    }

    @Test
    void ofTwoWhoAddTheSamePersonOneDoes() {
        String chat = ada.opensGroup("Two hands", ben);
        ada.puts(chat, ben, "admin").expect(200);

        List<Answer> answers = Together.call(List.of(() -> ada.puts(chat, dee, null), () -> ben.puts(chat, dee, null)));

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 201);
        assertThat(members(chat)).containsExactly(ada.id() + " owner", ben.id() + " admin", dee.id() + " member");
    }

    @Test
    void rolesDecideWhoMayDoWhat() {
        String chat = ada.opensGroup("Roles", ben, cem);

        ben.puts(chat, dee, null).expectProblem(403, "forbidden");
        ben.removes(chat, cem).expectProblem(403, "forbidden");
        renames(ben, chat, "Mine").expectProblem(403, "forbidden");
        dee.puts(chat, dee, null).expectProblem(404, "chat_not_found");
        ada.puts(chat, ben, "king").expectProblem(400, "invalid_request");
        ada.puts(chat, ben, "admin").expect(200);
        renames(ben, chat, "Ours").expect(200);
        ben.puts(chat, dee, null).expect(201);
        ben.removes(chat, ada).expectProblem(403, "forbidden");
        ada.removes(chat, dee).expect(204);
        ada.removes(chat, dee).expectProblem(404, "member_not_found");
        ada.removes(chat, ada).expect(204);

        JsonNode seen = ben.chat(chat);
        assertThat(seen.path("title").asString()).isEqualTo("Ours");
        assertThat(Json.each(seen.path("members"))
                        .map(member -> member.path("role").asString()))
                .containsExactly("owner", "member");
    }

    @Test
    void aNewTitleIsHeardByAll() {
        String chat = ada.opensGroup("Old", ben);
        SseStream atBen = ben.listens();

        assertThat(renames(ada, chat, "New").expect(200).text("title")).isEqualTo("New");

        SseEvent heard = atBen.awaitEvent("chat", event -> true);
        assertThat(heard.json().path("change").asString()).isEqualTo("changed");
        assertThat(heard.json().path("title").asString()).isEqualTo("New");
        assertThat(ben.inboxEntry(chat).path("title").asString()).isEqualTo("New");
        atBen.close();
    }

    @Test
    void whatIsNoGroupIsRefused() {
        ada.post("/v1/chats")
                .json(Json.object("kind", "group", "members", List.of(ben.id())))
                .send()
                .expectProblem(400, "invalid_request")
                .expectFieldError("title");
        ada.post("/v1/chats")
                .json(Json.object("kind", "group", "title", "Nobody", "members", List.of(Unique.messageId())))
                .send()
                .expectProblem(404, "user_not_found");
        List<String> tooMany = new ArrayList<>();
        for (int i = 0; i < 1_024; i++) {
            tooMany.add(Unique.messageId());
        }
        ada.post("/v1/chats")
                .json(Json.object("kind", "group", "title", "Too many", "members", tooMany))
                .send()
                .expectProblem(400, "invalid_request")
                .expectFieldError("members");
        String direct = ada.chatWith(ben);
        ada.puts(direct, cem, null).expectProblem(422, "not_a_group");
        renames(ada, direct, "Us").expectProblem(422, "not_a_group");
    }

    private List<String> members(String chat) {
        return Json.each(ada.chat(chat).path("members"))
                .map(member -> member.path("userId").asString() + " "
                        + member.path("role").asString())
                .toList();
    }

    private static Answer renames(Person person, String chat, String title) {
        return person.patch("/v1/chats/" + chat)
                .json(Json.object("title", title))
                .send();
    }
}
