package io.parley.e2e.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Answer;
import io.parley.e2e.harness.Message;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.SharedServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SharedServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistoryIT {

    private static final int SAID = 60;

    private final Server server;
    private final Person ada;
    private final Person ben;
    private final String chat;

    HistoryIT(Server server) {
        this.server = server;
        this.ada = Person.signsUp(server);
        this.ben = Person.signsUp(server);
        this.chat = ada.chatWith(ben);
    }

    @BeforeAll
    void sixtyMessagesAreSaid() {
        for (int i = 1; i <= SAID; i++) {
            ada.sends(chat, "Number " + i);
        }
    }

    @Test
    void theNewestFiftyComeFirstIfNothingElseIsAskedFor() {
        assertThat(sequences("")).hasSize(50).startsWith(60L, 59L).endsWith(12L, 11L);
    }

    @Test
    void beforeIsExclusive() {
        assertThat(sequences("?before=4")).containsExactly(3L, 2L, 1L);
        assertThat(sequences("?before=30&limit=2")).containsExactly(29L, 28L);
        assertThat(sequences("?before=1")).isEmpty();
    }

    @Test
    void afterGivesTheNextOnesAboveNewestFirst() {
        assertThat(sequences("?after=0&limit=3")).containsExactly(3L, 2L, 1L);
        assertThat(sequences("?after=57")).containsExactly(60L, 59L, 58L);
        assertThat(sequences("?after=60")).isEmpty();
    }

    @Test
    void bothBoundsTogetherAreAWindow() {
        assertThat(sequences("?after=10&before=14")).containsExactly(13L, 12L, 11L);
        assertThat(sequences("?after=10&before=40&limit=2")).containsExactly(12L, 11L);
        assertThat(sequences("?after=10&before=11")).isEmpty();
    }

    @Test
    void thereIsANextExactlyWhileThereIsMore() {
        assertThat(page("?limit=60").json().path("next").isNull()).isTrue();
        assertThat(page("?limit=59").json().path("next").isNull()).isFalse();
        assertThat(page("?before=2").json().path("next").isNull()).isTrue();
        assertThat(page("?after=0&limit=60").json().path("next").isNull()).isTrue();
        assertThat(page("?after=0&limit=59").json().path("next").isNull()).isFalse();
    }

    @Test
    void bothSidesSeeTheSame() {
        assertThat(ben.wholeHistory(chat)).isEqualTo(ada.wholeHistory(chat)).hasSize(SAID);
        assertThat(ben.wholeHistory(chat)).extracting(Message::sentAt).isSorted();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "limit=-1",
                "limit=x",
                "limit=1.5",
                "limit=99999999999999999999",
                "before=x",
                "before=-1",
                "after=-1",
                "after=x",
                "atLeast=-1",
                "atLeast=x",
                "before=99999999999999999999"
            })
    void aParameterOutOfBoundsIsRefusedNotClamped(String parameter) {
        String name = parameter.substring(0, parameter.indexOf('='));
        ada.get("/v1/chats/" + chat + "/messages?" + parameter)
                .send()
                .expectProblem(400, "invalid_request")
                .expectFieldError(name);
    }

    @Test
    void atLeastWaitsForWhatIsAlreadySaid() {
        assertThat(sequences("?limit=1&atLeast=" + SAID)).containsExactly((long) SAID);
    }

    @Test
    void atLeastWaitsForWhatIsSaidMeanwhile() {
        Person cleo = Person.signsUp(server);
        String other = cleo.chatWith(ada);
        CompletableFuture<Answer> waiting =
                ada.get("/v1/chats/" + other + "/messages?atLeast=1").sendAsync();

        String said = cleo.sends(other, "At last").messageId();

        assertThat(waiting.join()
                        .expect(200)
                        .json()
                        .path("items")
                        .path(0)
                        .path("messageId")
                        .asString())
                .isEqualTo(said);
    }

    @Test
    void atLeastOfWhatIsNotSaidIsAnsweredNotYetAfterTwoSeconds() {
        long start = System.nanoTime();

        Answer answer =
                ada.get("/v1/chats/" + chat + "/messages?atLeast=1000000").send();

        answer.expectProblem(503, "not_yet");
        assertThat(answer.header("Retry-After")).matches("[0-9]+");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(1_700), Duration.ofMillis(4_000));
    }

    @Test
    void aPositionBeyondTheLogIsRefused() {
        String position = ada.opens(ben.id()).expect(200).position();
        String future = position.substring(0, position.indexOf('.') + 1) + "999999999";

        ada.get("/v1/chats")
                .header("Parley-Position", future)
                .send()
                .expectProblem(400, "invalid_request")
                .expectFieldError("Parley-Position");
    }

    private Answer page(String query) {
        return ada.get("/v1/chats/" + chat + "/messages" + query).send().expect(200);
    }

    private List<Long> sequences(String query) {
        return ada.history(chat, query).stream().map(Message::sequence).toList();
    }
}
