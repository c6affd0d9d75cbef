package io.parley.e2e.endings;

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
import io.parley.e2e.harness.Unique;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

@SharedServer
class TemporaryChatsIT {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** So many wait in one chat at most, none of which is later than the one before. */
    private static final int DIFFERENT_ENDS = 64;

    private final Person ada;
    private final Person ben;
    private final Person eve;

    TemporaryChatsIT(Server server) {
        ada = Person.signsUp(server);
        ben = Person.signsUp(server);
        eve = Person.signsUp(server);
    }

    @Test
    void aMessageVanishesAtItsTimeAndDevicesAreTold() {
        String chat = ada.opensTemporaryChat(ben, SECOND);
        assertThat(ben.chat(chat).path("messageTtl").asString()).isEqualTo("PT1S");
        try (SseStream atBen = ben.listens()) {
            Answer answer =
                    ada.trySend(chat, Unique.messageId(), "for a moment").expect(201);
            Instant expiresAt = Instant.parse(answer.text("expiresAt"));
            assertThat(expiresAt).isEqualTo(Instant.parse(answer.text("sentAt")).plus(SECOND));
            assertThat(atBen.awaitMessage("for a moment").sequence()).isEqualTo(1);

            SseEvent expiry = awaitEnding(atBen, "expiry", chat);

            assertThat(expiry.json().path("ranges").toString()).isEqualTo("[[1,1]]");
            assertThat(expiry.id()).isNotBlank();
            assertThat(ben.history(chat, "")).isEmpty();
            assertThat(ben.inboxEntry(chat).path("unreadCount").asLong()).isZero();
            assertThat(ben.inboxEntry(chat).path("lastMessage").isNull()
                            || ben.inboxEntry(chat).path("lastMessage").isMissingNode())
                    .isTrue();
            ada.get("/v1/chats/%s/messages/%s/receipts".formatted(chat, answer.text("messageId")))
                    .send()
                    .expect(404);
        }
    }

    @Test
    void whoWasAwayIsToldToo() {
        String chat = ada.opensTemporaryChat(ben, SECOND);
        String before;
        try (SseStream atBen = ben.listens()) {
            ada.sends(chat, "while you are here");
            atBen.awaitMessage("while you are here");
            before = atBen.lastId();
        }
        ada.sends(chat, "while you are away");
        Eventually.holds(LIMIT, () -> assertThat(ada.history(chat, "")).isEmpty());
        Eventually.pause(SECOND);

        try (SseStream again = ben.resumesFrom(before)) {
            awaitEnding(again, "expiry", chat);
            ada.sends(chat, "the last");
            again.awaitMessage("the last");
            assertThat(again.messages()).extracting(Message::text).containsExactly("the last");
        }
    }

    @Test
    void aNewTimeToLiveHoldsForNewMessagesAndNullClearsIt() {
        String chat = ada.opensTemporaryChat(ben, Duration.ofHours(24));
        Sent old = ada.sends(chat, "for a day");
        try (SseStream atAda = ada.listens()) {
            changes(ben, chat, "{\"messageTtl\": \"PT1S\"}");
            SseEvent changed = atAda.awaitEvent("chat", about(chat));
            assertThat(changed.json().path("change").asString()).isEqualTo("changed");
            assertThat(changed.json().path("messageTtl").asString()).isEqualTo("PT1S");
            ada.sends(chat, "for a second");
            changes(ada, chat, "{\"messageTtl\": null}");
            ada.sends(chat, "for ever");
            awaitEnding(atAda, "expiry", chat);
        }

        assertThat(ben.history(chat, "")).extracting(Message::sequence).containsExactly(3L, old.sequence());
        assertThat(ben.chat(chat).path("messageTtl").isNull()).isTrue();
    }

    @Test
    void ofTwoChangesOfWhichOneIsRefusedNeitherIsDone() {
        String group = ada.opensGroup("Bletchley", ben);
        tryBoth(ben, group, "PT1H").expect(403);
        tryBoth(ada, group, "PT0.5S").expect(400);
        for (int n = 0; n < DIFFERENT_ENDS; n++) {
            changes(ada, group, "{\"messageTtl\": \"PT%dM\"}".formatted(600 - n));
            ada.sends(group, "goes before all others");
        }
        assertThat(tryBoth(ada, group, "PT1H").expect(409).text("code")).isEqualTo("ttl_changed_too_often");

        assertThat(ada.chat(group).path("title").asString()).isEqualTo("Bletchley");
        tryBoth(ada, group, "PT10H").expect(200);
        assertThat(ben.chat(group).path("title").asString()).isEqualTo("Hut 8");
        assertThat(ben.chat(group).path("messageTtl").asString()).isEqualTo("PT10H");
    }

    private static Answer tryBoth(Person person, String group, String ttl) {
        return person.patch("/v1/chats/" + group)
                .json(Json.object("title", "Hut 8", "messageTtl", ttl))
                .send();
    }

    @Test
    void aChatGoesAtItsTimeWithAllThatWasSaid() {
        String chat = ada.chatWith(ben);
        ada.sends(chat, "in a chat that goes");
        try (SseStream atBen = ben.listens()) {
            Instant soon = Instant.now().plusMillis(1_200).truncatedTo(ChronoUnit.MILLIS);
            changes(ada, chat, "{\"expiresAt\": \"" + soon + "\"}");
            SseEvent gone = atBen.awaitEvent("chat", about(chat).and(changeIs("gone")));
            assertThat(gone.id()).isNotBlank();
        }

        isGone(chat);
        String next = ben.chatWith(ada);
        assertThat(next).isNotEqualTo(chat);
        assertThat(ben.sends(next, "hello again").sequence()).isEqualTo(1);
    }

    @Test
    void eitherSidePurgesADirectChatAndOthersCannotEvenSeeIt() {
        String chat = ada.chatWith(ben);
        ada.sends(chat, "soon gone");
        eve.purges(chat).expect(404);
        try (SseStream atAda = ada.listens()) {
            ben.purges(chat).expect(204);
            atAda.awaitEvent("chat", about(chat).and(changeIs("gone")));
        }

        ben.purges(chat).expect(204);
        isGone(chat);
        try (SseStream all = ada.resumesFrom("0")) {
            all.awaitEvent("chat", about(chat).and(changeIs("gone")));
            assertThat(all.messages()).isEmpty();
        }
    }

    @Test
    void ofAGroupOnlyTheOwnerDisposes() {
        String group = ada.opensGroup("A group", ben, eve);
        ada.puts(group, ben, "admin").expect(200);
        Sent sent = eve.sends(group, "among us");
        ben.purges(group).expect(403);
        eve.patch("/v1/chats/" + group)
                .body("application/json", "{\"messageTtl\": \"PT1H\"}")
                .send()
                .expect(403);
        ben.takesBack(sent).expect(204);
        ada.purges(group).expect(204);

        ada.purges(group).expect(204);
        ben.purges(group).expectProblem(410, "chat_gone");
        for (Person member : List.of(ada, ben, eve)) {
            member.getAfterOthers("/v1/chats/" + group).send().expect(410);
            assertThat(member.inbox())
                    .noneMatch(entry -> entry.path("chatId").asString().equals(group));
        }
    }

    @Test
    void whatIsTakenBackIsATombstoneForEverybody() {
        String chat = ada.chatWith(ben);
        Sent stays = ada.sends(chat, "stays");
        Sent goes = ada.sends(chat, "taken back");
        ben.takesBack(goes).expect(403);
        eve.takesBack(goes).expect(404);
        try (SseStream atBen = ben.listens()) {
            ada.takesBack(goes).expect(204);
            SseEvent retraction = awaitEnding(atBen, "retraction", chat);
            assertThat(retraction.json().path("messageId").asString()).isEqualTo(goes.messageId());
        }
        ada.takesBack(goes).expect(204);

        List<Message> history = ben.history(chat, "");
        assertThat(history).extracting(Message::retracted).containsExactly(true, false);
        assertThat(history).extracting(Message::text).containsExactly("", "stays");
        assertThat(ben.inboxEntry(chat).path("unreadCount").asLong()).isEqualTo(1);
        assertThat(ben.inboxEntry(chat).path("lastMessage").path("messageId").asString())
                .isEqualTo(stays.messageId());
        ada.trySend(chat, goes.messageId(), "taken back").expect(200);
        try (SseStream all = ben.resumesFrom("0")) {
            awaitEnding(all, "retraction", chat);
            assertThat(all.messages()).extracting(Message::text).containsExactly("stays");
        }
    }

    @Test
    void membersOfAGroupSeeMessagesExpireAlsoWhoJoinedLater() {
        String group = ada.opensGroup("A group", ben);
        changes(ada, group, "{\"messageTtl\": \"PT1S\"}");
        ada.puts(group, eve, null).expect(201);
        try (SseStream atEve = eve.listens()) {
            ben.sends(group, "for a moment");
            atEve.awaitMessage("for a moment");
            awaitEnding(atEve, "expiry", group);
        }

        assertThat(eve.history(group, "")).isEmpty();
        assertThat(eve.inboxEntry(group).path("messageTtl").asString()).isEqualTo("PT1S");
    }

    private void isGone(String chat) {
        for (Person member : List.of(ada, ben)) {
            Eventually.holds(LIMIT, () -> assertThat(
                            member.get("/v1/chats/" + chat).send().expect(410).text("code"))
                    .isEqualTo("chat_gone"));
            member.get("/v1/chats/" + chat + "/messages").send().expect(410);
            member.trySend(chat, Unique.messageId(), "too late").expect(410);
            assertThat(member.inbox())
                    .noneMatch(entry -> entry.path("chatId").asString().equals(chat));
        }
        eve.get("/v1/chats/" + chat).send().expect(404);
    }

    private static void changes(Person person, String chat, String body) {
        person.patch("/v1/chats/" + chat).body("application/json", body).send().expect(200);
    }

    private static SseEvent awaitEnding(SseStream stream, String event, String chat) {
        return stream.awaitEvent(event, about(chat));
    }

    private static Predicate<SseEvent> about(String chat) {
        return event -> Json.read(String.valueOf(event.data()))
                .path("chatId")
                .asString()
                .equals(chat);
    }

    private static Predicate<SseEvent> changeIs(String change) {
        return event -> event.json().path("change").asString().equals(change);
    }
}
