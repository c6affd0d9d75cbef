package io.parley.e2e.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Answer;
import io.parley.e2e.harness.Json;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.Together;
import io.parley.e2e.harness.Unique;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** The limits as they are by default, so on a server of its own. The last test uses up the address's limit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LimitsIT {

    private static final int FAILURES_PER_HANDLE = 10;
    private static final int ATTEMPTS_PER_ADDRESS = 300;
    private static final int BURST = 1_000;
    private static final int AT_ONCE = 50;

    private final Server server = Server.start("limits", Map.of());

    @AfterAll
    void close() {
        server.close();
    }

    @Test
    @Order(1)
    void whoSendsMoreThanTheBurstIsAskedToWaitAndNothingRefusedIsStored() {
        Person ada = Person.signsUp(server);
        String chat = ada.chatWith(Person.signsUp(server));
        List<Answer> answers = new ArrayList<>();
        long start = System.nanoTime();
        while (answers.stream().noneMatch(answer -> answer.status() == 429)) {
            assertThat(answers.size()).isLessThan(20 * BURST);
            List<CompletableFuture<Answer>> flying = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                flying.add(ada.sendsAtOnce(chat, Unique.messageId(), "Flood"));
            }
            flying.forEach(each -> answers.add(each.join()));
        }
        double seconds = (System.nanoTime() - start) / 1e9;

        List<Answer> accepted =
                answers.stream().filter(answer -> answer.status() == 201).toList();
        assertThat(answers).extracting(Answer::status).containsOnly(201, 429);
        assertThat(accepted).hasSizeBetween(BURST, (int) (BURST + 100 * (seconds + 1) + AT_ONCE));
        answers.stream().filter(answer -> answer.status() == 429).forEach(LimitsIT::asksToWait);
        assertThat(ada.wholeHistory(chat)).hasSize(accepted.size());
    }

    @Test
    @Order(2)
    void whoGuessesAPasswordIsStoppedAfterTenFailures() {
        Person ada = Person.signsUp(server);
        for (int i = 0; i < FAILURES_PER_HANDLE; i++) {
            signIn(ada.handle(), "wrong password").expectProblem(401, "bad_credentials");
        }

        asksToWait(signIn(ada.handle(), "wrong password"));
        asksToWait(signIn(ada.handle(), ada.password()));
    }

    @Test
    @Order(3)
    void guessingAHandleThatIsNobodysIsStoppedAlike() {
        String nobody = Unique.handle("nobody");
        for (int i = 0; i < FAILURES_PER_HANDLE; i++) {
            signIn(nobody, "wrong password").expectProblem(401, "bad_credentials");
        }

        asksToWait(signIn(nobody, "wrong password"));
    }

    /** With passwords that cost what they cost by default. */
    @Test
    @Order(4)
    void aWrongPasswordAndAnUnknownHandleTakeTheSameTime() {
        Person ada = Person.signsUp(server);
        long wrong = Long.MAX_VALUE;
        long unknown = Long.MAX_VALUE;

        for (int i = 0; i < FAILURES_PER_HANDLE; i++) {
            wrong = Math.min(wrong, nanos(() -> signIn(ada.handle(), "not the password")));
            unknown = Math.min(unknown, nanos(() -> signIn(Unique.handle("nobody"), "not the password")));
        }

        assertThat((double) unknown / wrong)
                .as("time for an unknown handle against a known one")
                .isBetween(0.5, 2.0);
    }

    private static long nanos(Runnable task) {
        long start = System.nanoTime();
        task.run();
        return System.nanoTime() - start;
    }

    @Test
    @Order(5)
    void anAddressThatSignsInWithoutEndIsAskedToWait() {
        List<List<Answer>> answers = Together.times(4, () -> {
            List<Answer> some = new ArrayList<>();
            for (int i = 0; i < ATTEMPTS_PER_ADDRESS / 2; i++) {
                some.add(signIn(Unique.handle("x"), "wrong password"));
            }
            return some;
        });

        List<Answer> refused = answers.stream()
                .flatMap(List::stream)
                .filter(answer -> answer.status() == 429)
                .toList();
        assertThat(refused).isNotEmpty();
        refused.forEach(LimitsIT::asksToWait);
    }

    private Answer signIn(String handle, String password) {
        return server.api()
                .post("/v1/tokens")
                .json(Json.object("handle", handle, "password", password, "device", "d"))
                .send();
    }

    private static void asksToWait(Answer answer) {
        answer.expectProblem(429, "rate_limited");
        assertThat(answer.header("Retry-After")).matches("[1-9][0-9]*");
    }
}
