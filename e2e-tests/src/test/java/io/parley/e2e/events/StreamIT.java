package io.parley.e2e.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Answer;
import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.Message;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Sent;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.SharedServer;
import io.parley.e2e.harness.SseEvent;
import io.parley.e2e.harness.SseStream;
import io.parley.e2e.harness.Unique;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SharedServer
class StreamIT {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final Server server;
    private final Person ada;
    private final Person ben;
    private final String chat;
    private final SseStream atBen;

    StreamIT(Server server) {
        this.server = server;
        this.ada = Person.signsUp(server);
        this.ben = Person.signsUp(server);
        this.chat = ada.chatWith(ben);
        this.atBen = ben.listens();
    }

    @AfterEach
    void close() {
        atBen.close();
    }

    @Test
    void itOpensWithABlockThatBearsAnIdAlone() {
        assertThat(atBen.openingId()).matches("[0-9a-f-]{36}\\.[0-9]+");
    }

    @Test
    void whoBreaksOffBeforeTheFirstEventLosesNothing() {
        String opening = atBen.openingId();
        atBen.breakOff();
        ada.sends(chat, "Missed");

        try (SseStream again = ben.resumesFrom(opening)) {
            again.awaitMessage("Missed");
            assertThat(again.messages()).hasSize(1);
        }
    }

    @Test
    void withoutAnIdItBringsWhatComesFromNowOn() {
        ada.sends(chat, "Before");
        atBen.awaitMessage("Before");

        try (SseStream fresh = ben.listens()) {
            ada.sends(chat, "After");
            fresh.awaitMessage("After");
            assertThat(fresh.messages()).extracting(Message::text).containsExactly("After");
        }
    }

    @Test
    void zeroBringsEverythingFromTheBeginning() {
        ada.sends(chat, "One");
        ben.sends(chat, "Two");

        try (SseStream all = ben.resumesFrom("0")) {
            all.awaitMessage("Two");
            assertThat(all.arrived()).extracting(SseEvent::event).containsExactly(null, "chat", "message", "message");
            ada.sends(chat, "Three");
            all.awaitMessage("Three");
            assertThat(all.messages()).extracting(Message::text).containsExactly("One", "Two", "Three");
        }
    }

    @Test
    void everyDurableEventBearsARisingId() {
        ada.sends(chat, "One");
        ben.sends(chat, "Two");
        atBen.awaitMessage("Two");

        List<Long> positions = atBen.arrived().stream()
                .map(event -> String.valueOf(event.id()))
                .map(id -> Long.parseLong(id.substring(id.indexOf('.') + 1)))
                .toList();
        assertThat(positions).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void theIdMayAlsoComeInTheQuery() {
        String opening = atBen.openingId();
        ada.sends(chat, "Missed");

        try (SseStream again = ben.stream("/v1/events?lastEventId=" + opening, Map.of())) {
            again.awaitMessage("Missed");
        }
    }

    @Test
    void anIdServesAsAPositionAndAPositionAsAnId() {
        Sent sent = ada.sends(chat, "One");
        atBen.awaitMessage("One");

        ben.get("/v1/chats/" + chat + "/messages")
                .header("Parley-Position", atBen.lastId())
                .send()
                .expect(200);
        Sent next = ada.sends(chat, "Two");
        try (SseStream again = ben.resumesFrom(sent.position())) {
            again.awaitMessage("Two");
            assertThat(again.messages()).extracting(Message::messageId).containsExactly(next.messageId());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8f0e2f5e-3c1f-4f4e-9a68-2f2f9d1d7a11.3",
                "8f0e2f5e-3c1f-4f4e-9a68-2f2f9d1d7a11.999999999",
                "HERE.999999999",
                "HERE.9223372036854775807"
            })
    void anIdThatCannotBeServedIsAnsweredByAReset(String id) {
        String epoch = atBen.openingId().substring(0, 36);
        ada.sends(chat, "Before");
        atBen.awaitMessage("Before");

        try (SseStream reset = ben.resumesFrom(id.replace("HERE", epoch))) {
            SseEvent event = reset.awaitEvent("reset", any -> true);
            assertThat(event.id()).startsWith(epoch);
            ben.get("/v1/chats")
                    .header("Parley-Position", String.valueOf(event.id()))
                    .send()
                    .expect(200);
            ada.sends(chat, "After");
            reset.awaitMessage("After");
            assertThat(reset.messages()).extracting(Message::text).containsExactly("After");
            assertThat(reset.arrived("reset")).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "-1", "17", "8f0e2f5e-3c1f-4f4e-9a68-2f2f9d1d7a11.x"})
    void whatIsNoIdIsRefused(String id) {
        Map<String, String> headers = Map.of("Authorization", "Bearer " + ben.accessToken(), "Last-Event-ID", id);

        SseStream.refused(server, "/v1/events", headers).expectProblem(400, "invalid_request");
    }

    @Test
    void aCommentComesAtLeastEveryFifteenSeconds() {
        long opened = System.nanoTime();

        Eventually.holds(
                Duration.ofSeconds(16), () -> assertThat(atBen.comments()).isNotEmpty());

        assertThat(Duration.ofNanos(atBen.comments().get(0) - opened)).isLessThan(Duration.ofSeconds(16));
    }

    @Test
    void theSendersOtherDevicesHearWhatTheSenderSaid() {
        Person atHome = ada.onAnotherDevice();
        try (SseStream here = ada.listens();
                SseStream there = atHome.listens()) {
            Sent sent = ada.sends(chat, "From here");

            assertThat(here.awaitMessage("From here").messageId()).isEqualTo(sent.messageId());
            assertThat(there.awaitMessage("From here").messageId()).isEqualTo(sent.messageId());
        }
    }

    @Test
    void everyDeviceHasAStreamOfItsOwn() {
        Person elsewhere = ben.onAnotherDevice();
        try (SseStream second = elsewhere.listens();
                SseStream third = elsewhere.listens()) {
            ada.sends(chat, "To all");
            atBen.awaitMessage("To all");
            second.awaitMessage("To all");
            third.awaitMessage("To all");

            second.breakOff();
            ada.sends(chat, "To those who stay");
            atBen.awaitMessage("To those who stay");
            third.awaitMessage("To those who stay");
        }
    }

    @Test
    void nobodyElseHearsIt() {
        Person cleo = Person.signsUp(server);
        String another = cleo.chatWith(ben);
        try (SseStream atCleo = cleo.listens()) {
            ada.sends(chat, "For us alone");
            atBen.awaitMessage("For us alone");
            ben.sends(another, "For you");

            atCleo.awaitMessage("For you");
            assertThat(atCleo.arrived()).hasSize(2);
        }
    }

    @Test
    void withoutATokenThereIsNoStream() {
        Answer refused = SseStream.refused(server, "/v1/events", Map.of());

        refused.expectProblem(401, "unauthorized");
        assertThat(refused.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    void whatIsNoStreamOfEventsIsNotOffered() {
        ben.get("/v1/events").header("Accept", "application/json").send().expectProblem(406, "not_acceptable");
        ben.post("/v1/events").send().expectProblem(405, "method_not_allowed");
    }

    @Test
    void aBurstArrivesWholeAndInOrder() {
        for (int i = 1; i <= 200; i++) {
            ada.sendsAtOnce(chat, Unique.messageId(), "Burst " + i);
        }

        List<Message> heard = atBen.awaitMessages(200, SOON.multipliedBy(3));
        assertThat(heard)
                .extracting(Message::sequence)
                .isSorted()
                .doesNotHaveDuplicates()
                .hasSize(200);
    }
}
