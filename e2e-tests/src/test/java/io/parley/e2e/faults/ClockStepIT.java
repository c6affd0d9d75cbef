package io.parley.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.Json;
import io.parley.e2e.harness.Message;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Seen;
import io.parley.e2e.harness.Sent;
import io.parley.e2e.harness.SseStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The node's clock is set an hour forward and then back while two people chat. */
@SuppressWarnings("NullAway.Init")
class ClockStepIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration ALMOST = Duration.ofMinutes(59);
    private static final Duration PACE = Duration.ofMillis(100);
    private static final int FORWARD_AT = 10;
    private static final int BACK_AT = 20;
    private static final int LAST = 60;
    private static final String STEPS =
            "step event:mailbox:MessageSent sequence=%d times=1 by=1h; step event:mailbox:MessageSent sequence=%d times=1 by=-1h"
                    .formatted(FORWARD_AT, BACK_AT);

    /** Fewer at once than each says after the clock was set back, so that the budget must fill again. */
    private static final Map<String, String> A_SMALL_BUDGET =
            Map.of("PARLEY_LIMITS_MESSAGESPERSECOND", "10", "PARLEY_LIMITS_MESSAGEBURST", "10");

    private final List<Sent> said = new ArrayList<>();
    private Person ada;
    private Person ben;
    private String chat;

    @Test
    void peopleGoOnChattingNothingIsLostAndNothingGoesBeforeItsTime() {
        try (Faulty faulty = new Faulty("clock-step", STEPS, A_SMALL_BUDGET)) {
            ada = Person.signsUp(faulty.server);
            ben = Person.signsUp(faulty.server);
            Person cem = Person.signsUp(faulty.server);
            Person dan = Person.signsUp(faulty.server);
            chat = ada.chatWith(ben);
            String lasting = ada.opensTemporaryChat(cem, HOUR.multipliedBy(2));
            String passing = ada.opensTemporaryChat(dan, HOUR.dividedBy(2));
            ada.sends(lasting, "for two hours");
            ada.sends(passing, "for half an hour");
            Seen.isActive(ada);
            try (SseStream atAda = ada.listens();
                    SseStream atBen = ben.listens()) {
                chattingUpTo(FORWARD_AT);
                isWrongBy(faulty, "PT1H");
                ada.get("/v1/me").send().expect(401); // its hour is over, by this clock
                ada = refreshed(faulty, ada);
                ben = refreshed(faulty, ben);
                assertThat(Seen.one(ben, ada).online()).as("online still").isTrue();
                Eventually.holds(
                        LIMIT, () -> assertThat(ada.history(passing, "")).isEmpty());
                ada.sends(passing, "for half an hour more");

                chattingUpTo(BACK_AT);
                isWrongBy(faulty, "PT0S");
                chattingUpTo(LAST);

                timesNeverDecrease();
                assertThat(atBen.awaitMessages(LAST, LIMIT)).isEqualTo(ada.wholeHistory(chat));
                Eventually.holds(
                        LIMIT, () -> assertThat(texts(atAda.messages())).containsAll(texts(atBen.messages())));
                assertThat(atAda.hasEnded() || atBen.hasEnded()).isFalse();
            }
            assertThat(texts(ada.history(lasting, ""))).containsExactly("for two hours");
            assertThat(texts(ada.history(passing, ""))).containsExactly("for half an hour more");
            whatIsSentNowGoesInTime(cem, dan);

            faulty.server.stop();
            faulty.startHealthy();
            nothingIsLost();
        }
    }

    private void chattingUpTo(int last) {
        while (said.size() < last) {
            int number = said.size() + 1;
            said.add((number % 2 == 0 ? ben : ada).sends(chat, "Number " + number));
            Eventually.pause(PACE);
        }
    }

    private static void isWrongBy(Faulty faulty, String offset) {
        Eventually.holds(
                LIMIT, () -> assertThat(faulty.server.log()).contains("the clock is wrong by " + offset + " now"));
    }

    private static Person refreshed(Faulty faulty, Person person) {
        return person.withTokensOf(faulty.server
                .api()
                .post("/v1/tokens")
                .json(Json.object("refreshToken", person.refreshToken()))
                .send()
                .expect(200));
    }

    /** An hour passes at once, and then none does, until the clock has caught up. */
    private void timesNeverDecrease() {
        assertThat(said).extracting(Sent::sentAt).isSorted();
        Sent before = said.get(FORWARD_AT - 1);
        assertThat(Duration.between(before.sentAt(), said.get(FORWARD_AT).sentAt()))
                .isGreaterThan(ALMOST);
        assertThat(said.get(LAST - 1).sentAt()).isEqualTo(said.get(BACK_AT).sentAt());
    }

    private static void whatIsSentNowGoesInTime(Person cem, Person dan) {
        String brief = cem.opensTemporaryChat(dan, Duration.ofSeconds(2));
        cem.sends(brief, "for a moment");
        Eventually.holds(LIMIT, () -> assertThat(dan.history(brief, "")).isEmpty());
    }

    private void nothingIsLost() {
        said.add(ada.sends(chat, "Number " + (LAST + 1)));
        assertThat(said).extracting(Sent::sentAt).isSorted();
        List<Message> history = ben.wholeHistory(chat);
        assertThat(history)
                .extracting(Message::messageId)
                .containsExactlyElementsOf(said.stream().map(Sent::messageId).toList());
        try (SseStream again = ben.resumesFrom("0")) {
            assertThat(again.awaitMessages(history.size(), LIMIT)).isEqualTo(history);
        }
    }

    private static List<String> texts(List<Message> messages) {
        return messages.stream().map(Message::text).toList();
    }
}
