package io.parley.e2e.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Answer;
import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.Json;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Seen;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.SharedServer;
import io.parley.e2e.harness.SseEvent;
import io.parley.e2e.harness.SseStream;
import io.parley.e2e.harness.Unique;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SharedServer
class PresenceIT {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration A_WHILE = Duration.ofMillis(400);

    private final Server server;
    private final Person ada;
    private final Person ben;

    PresenceIT(Server server) {
        this.server = server;
        this.ada = Person.signsUp(server);
        this.ben = Person.signsUp(server);
    }

    @Test
    void openingTheStreamAcknowledgingDeliveryAndFetchingListsMoveNothing() {
        String chat = ada.chatWith(ben);
        try (SseStream stream = ben.listens()) {
            ada.sends(chat, "Hello");
            stream.awaitMessage("Hello");
            ben.marksDelivered(chat, 1);
            ben.inbox();
            ben.history(chat, "");
            ben.chat(chat);
            Seen.says(ben, "background");
            Seen.by(ben, ada);
            assertThat(Seen.one(ada, ben)).isEqualTo(Seen.hidden(ben));
        }
        Eventually.pause(A_WHILE);
        assertThat(Seen.one(ada, ben)).isEqualTo(Seen.hidden(ben));
    }

    @Test
    void sendingMovesIt() {
        String chat = ada.chatWith(ben);
        Instant before = Instant.now();
        ben.sends(chat, "Hello");
        assertSeenSince(before, ada, ben);
    }

    @Test
    void readingMovesIt() {
        String chat = ada.chatWith(ben);
        ada.sends(chat, "Hello");
        Instant before = Instant.now();
        ben.marksRead(chat, 1);
        assertSeenSince(before, ada, ben);
    }

    @Test
    void sayingSoMovesIt() {
        ada.chatWith(ben);
        Instant before = Instant.now();
        Seen.isActive(ben);
        assertSeenSince(before, ada, ben);
    }

    private static void assertSeenSince(Instant before, Person viewer, Person person) {
        Seen seen = Seen.one(viewer, person);
        assertThat(seen.online()).as("without a stream").isFalse();
        assertThat(Objects.requireNonNull(seen.lastSeenAt())).isBetween(before.minusMillis(1), Instant.now());
    }

    @Test
    void onlineIsWhoHasAStreamOpenAndDoesSomethingAndContactsHearOfItAtOnce() {
        ada.chatWith(ben);
        try (SseStream adas = ada.listens()) {
            SseStream bens = ben.listens();
            Seen.isActive(ben);
            SseEvent came = Seen.awaited(adas, ben, true);
            assertThat(came.id()).isNull();
            assertThat(Seen.one(ada, ben).online()).isTrue();
            assertThat(Seen.one(ada, ben).lastSeenAt())
                    .isEqualTo(Seen.told(adas, ben).get(0).lastSeenAt());
            bens.close();
            Seen.awaited(adas, ben, false);
            assertThat(Seen.told(adas, ben)).extracting(Seen::lastSeenAt).doesNotContainNull();
            assertThat(Seen.one(ada, ben).online()).isFalse();
        }
    }

    @Test
    void twoDevicesAreOnePerson() {
        ada.chatWith(ben);
        Person atAnother = ben.onAnotherDevice();
        SseStream first = ben.listens();
        try (SseStream second = atAnother.listens()) {
            Seen.isActive(ben);
            first.close();
            Eventually.pause(A_WHILE);
            assertThat(Seen.one(ada, ben).online()).isTrue();
            second.breakOff();
            Eventually.holds(SOON, () -> assertThat(Seen.one(ada, ben).online()).isFalse());
        }
    }

    @Test
    void aResumedStreamIsBroughtNoPresenceThatHasPassed() {
        String chat = ada.chatWith(ben);
        SseStream adas = ada.listens();
        try (SseStream bens = ben.listens()) {
            Seen.isActive(ben);
            Seen.awaited(adas, ben, true);
            adas.close();
            ben.sends(chat, "Durable");
            try (SseStream resumed = ada.resumesFrom(adas.lastId())) {
                resumed.awaitMessage("Durable");
                assertThat(resumed.arrived("presence")).isEmpty();
            }
            assertThat(Seen.told(bens, ben)).as("of oneself").isEmpty();
        }
    }

    /** What they share, what ada and ben show, and whether each sees the other: always both or neither. */
    @ParameterizedTest
    @CsvSource({
        "direct, everyone, everyone, true",
        "direct, everyone, contacts, true",
        "direct, contacts, contacts, true",
        "direct, nobody, everyone, false",
        "direct, everyone, nobody, false",
        "group, everyone, everyone, true",
        "group, everyone, contacts, false",
        "group, contacts, everyone, false",
        "group, nobody, everyone, false",
        "nothing, everyone, everyone, false"
    })
    void eachSeesTheOtherIfBothLetTheOtherSee(String shared, String adas, String bens, boolean sees) {
        if (shared.equals("direct")) {
            ada.chatWith(ben);
        } else if (shared.equals("group")) {
            ada.opensGroup("Bletchley", ben);
        }
        Seen.shows(ada, adas);
        Seen.shows(ben, bens);
        try (SseStream adasStream = ada.listens();
                SseStream bensStream = ben.listens()) {
            Seen.isActive(ada);
            Seen.isActive(ben);
            for (List<Person> pair : List.of(List.of(ada, ben), List.of(ben, ada))) {
                Seen seen = Seen.one(pair.get(0), pair.get(1));
                assertThat(seen.online()).isEqualTo(sees);
                assertThat(seen.lastSeenAt() != null).isEqualTo(sees);
                assertThat(Seen.one(pair.get(0), pair.get(0)).online())
                        .as("oneself")
                        .isTrue();
            }
            boolean told = sees && shared.equals("direct");
            if (told) {
                Seen.awaited(adasStream, ben, true);
                Seen.awaited(bensStream, ada, true);
            } else {
                Eventually.pause(A_WHILE);
                assertThat(adasStream.arrived("presence")).isEmpty();
                assertThat(bensStream.arrived("presence")).isEmpty();
            }
        }
    }

    @Test
    void whoIsBlockedHearsThatTheOtherIsGoneAndNothingMore() {
        ada.chatWith(ben);
        try (SseStream adas = ada.listens()) {
            SseStream bens = ben.listens();
            Seen.isActive(ben);
            Seen.awaited(adas, ben, true);
            ben.blocks(ada).expect(204);
            Seen.awaited(adas, ben, false);
            bens.close();
            Eventually.pause(A_WHILE);
            assertThat(Seen.told(adas, ben)).hasSize(2).last().isEqualTo(Seen.hidden(ben));
        }
    }

    @Test
    void whoHidesIsGoneForThoseWhoSawThem() {
        ada.chatWith(ben);
        try (SseStream adas = ada.listens();
                SseStream bens = ben.listens()) {
            Seen.isActive(ben);
            Seen.awaited(adas, ben, true);
            Seen.shows(ben, "nobody");
            Seen.awaited(adas, ben, false);
            assertThat(Seen.told(adas, ben)).last().isEqualTo(Seen.hidden(ben));
            assertThat(bens.hasEnded()).isFalse();
        }
    }

    @Test
    void whoIsBlockedSeesNothingAndHearsNothingUntilTheBlockIsLifted() {
        ada.chatWith(ben);
        ben.blocks(ada).expect(204);
        try (SseStream adas = ada.listens();
                SseStream bens = ben.listens()) {
            Seen.isActive(ben);
            assertThat(Seen.one(ada, ben)).isEqualTo(Seen.hidden(ben));
            Seen.isActive(ada);
            Seen.awaited(bens, ada, true);
            assertThat(adas.arrived("presence")).isEmpty();
            ben.unblocks(ada).expect(204);
            assertThat(Seen.one(ada, ben).online()).isTrue();
        }
    }

    @Test
    void aChatThatIsGoneAndAnAccountThatIsErasedShowNothing() {
        String chat = ada.chatWith(ben);
        Seen.isActive(ben);
        assertThat(Seen.one(ada, ben).lastSeenAt()).isNotNull();
        ada.purges(chat).expect(204);
        assertThat(Seen.one(ada, ben)).isEqualTo(Seen.hidden(ben));
        ada.chatWith(ben);
        assertThat(Seen.one(ada, ben).lastSeenAt()).isNotNull();
        ben.request("DELETE", "/v1/me").send().expect(204);
        assertThat(Seen.one(ada, ben)).isEqualTo(Seen.hidden(ben));
    }

    @Test
    void theAnswerOfAStrangerIsToTheByteThatOfNobodysId() {
        String nobody = Unique.messageId();
        Seen.shows(ben, "nobody");
        ada.chatWith(ben);
        Person stranger = Person.signsUp(server);
        try (SseStream bens = ben.listens();
                SseStream strangers = stranger.listens()) {
            Seen.isActive(ben);
            Seen.isActive(stranger);
            String ofNobody = bodyOf(nobody).replace(nobody, "ID");
            assertThat(ofNobody).isEqualTo("{\"items\":[{\"userId\":\"ID\",\"online\":false}]}");
            assertThat(bodyOf(stranger.id()).replace(stranger.id(), "ID")).isEqualTo(ofNobody);
            assertThat(bodyOf(ben.id()).replace(ben.id(), "ID")).isEqualTo(ofNobody);
            assertThat(bens.hasEnded() || strangers.hasEnded()).isFalse();
        }
    }

    private String bodyOf(String userId) {
        return ada.getAfterOthers("/v1/presence?userIds=" + userId)
                .send()
                .expect(200)
                .body();
    }

    @Test
    void theAnswerHasTheOrderOfTheQuestionAndEachOnce() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 99; i++) {
            ids.add(Unique.messageId());
        }
        ids.add(ada.id());
        Collections.shuffle(ids);
        Answer answer = ada.get("/v1/presence?userIds=" + String.join(",", ids)).send();
        assertThat(Json.each(answer.expect(200).json().path("items"))
                        .map(item -> item.path("userId").stringValue()))
                .containsExactlyElementsOf(ids);
        String twice = ben.id() + "," + ben.id().toUpperCase(Locale.ROOT);
        assertThat(ada.get("/v1/presence?userIds=" + twice)
                        .send()
                        .expect(200)
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void whatNamesNobodyOrTooManyOrIsNoActivityIsRefused() {
        String many = String.join(",", Collections.nCopies(101, Unique.messageId()));
        for (String query : List.of("", "?userIds=", "?userIds=x", "?userIds=" + ben.id() + ",", "?userIds=" + many)) {
            ada.get("/v1/presence" + query).send().expectProblem(400, "invalid_request");
        }
        for (String body : List.of("{}", "{\"activity\":\"away\"}", "{\"activity\":1}", "user")) {
            ada.request("PUT", "/v1/presence")
                    .body("application/json", body)
                    .send()
                    .expectProblem(400, "invalid_request");
        }
    }

    @Test
    void whoHearsOfChangesHearsThemInATenthOfASecondAsARule() {
        ada.chatWith(ben);
        List<Double> millis = new ArrayList<>();
        try (SseStream adas = ada.listens()) {
            for (int i = 0; i < 30; i++) {
                Person contact = Person.signsUp(server);
                ada.chatWith(contact);
                try (SseStream stream = contact.listens()) {
                    long before = System.nanoTime();
                    Seen.isActive(contact);
                    millis.add((Seen.awaited(adas, contact, true).arrivedAt() - before) / 1e6);
                    assertThat(stream.hasEnded()).isFalse();
                }
            }
        }
        Collections.sort(millis);
        System.out.printf("A change is heard after %.0f ms (median), %.0f at most%n", millis.get(15), millis.get(29));
        assertThat(millis.get(15)).isLessThan(150);
    }
}
