package io.parley.api.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.api.operator.Operator;
import io.parley.api.operator.OperatorRole;
import io.parley.api.testing.EdgeTest;
import io.parley.contract.audit.AuditCommand.RecordAuditRead;
import io.parley.contract.audit.AuditLogReader;
import io.parley.contract.audit.AuditOperation;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.OperatorId;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import reactor.core.publisher.Mono;

/** Two look at once: whoever has heard the answer, whatever it is, holds no place any more. */
class PlacesTest extends EdgeTest {

    private static final Operator EVE = new Operator(OperatorId.random(), "eve", OperatorRole.AUDITOR, false);
    private static final Duration LONG = Duration.ofSeconds(30);

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private AuditReads reads;

    private static ServerHttpRequest request() {
        return MockServerHttpRequest.get("/").build();
    }

    private Mono<String> look(ServerHttpRequest request, Function<AuditLogReader, String> look) {
        return reads.answer(new Question(AuditOperation.EVENTS, null), EVE, request, look);
    }

    /** Two looks that both end only once both have begun. */
    private Mono<String> both() {
        CountDownLatch begun = new CountDownLatch(2);
        return Mono.zip(
                look(request(), log -> together(begun)),
                look(request(), log -> together(begun)),
                (one, two) -> one + " and " + two);
    }

    private static String together(CountDownLatch begun) {
        begun.countDown();
        try {
            return begun.await(15, TimeUnit.SECONDS) ? "found" : "alone";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Rejection unavailable() {
        return new Rejection(ErrorCode.UNAVAILABLE, "The log cannot be used just now.");
    }

    @Test
    void whoeverHasTheAnswerCanAskAgainAtOnce() {
        assertThat(look(request(), log -> "found").flatMap(found -> both()).block(LONG))
                .isEqualTo("found and found");
    }

    @Test
    void whoeverHearsThatItFailedCanAskAgainAtOnce() {
        Mono<String> failing = look(request(), log -> {
            throw unavailable();
        });

        assertThat(failing.onErrorResume(failure -> both()).block(LONG)).isEqualTo("found and found");
    }

    @Test
    void whoeverHearsThatItCannotBeTakenDownCanAskAgainAtOnce() {
        behind.fail(RecordAuditRead.class, PlacesTest::unavailable);

        assertThat(look(request(), log -> "found")
                        .onErrorResume(failure -> {
                            behind.mend();
                            return both();
                        })
                        .block(LONG))
                .isEqualTo("found and found");
    }

    @Test
    void aQuestionThatCannotBeAskedTakesNoPlace() {
        ServerHttpRequest broken = new ServerHttpRequestDecorator(request()) {

            @Override
            public InetSocketAddress getRemoteAddress() {
                throw new IllegalStateException("the connection is gone");
            }
        };

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> look(broken, log -> "found").block(LONG))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the connection is gone");
        }

        assertThat(both().block(LONG)).isEqualTo("found and found");
    }
}
