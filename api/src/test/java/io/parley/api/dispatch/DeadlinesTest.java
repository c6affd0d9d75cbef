package io.parley.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.testing.EdgeTest;
import io.parley.contract.inbox.InboxQuery.FindInbox;
import io.parley.contract.message.MessageCommand.SendMessage;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = {"parley.edge.command-deadline=200ms", "parley.edge.query-deadline=200ms"})
class DeadlinesTest extends EdgeTest {

    @Test
    void aQueryWithoutAnAnswerIsUnavailable() {
        User ada = newUser();
        CountDownLatch end = new CountDownLatch(1);
        behind.fail(FindInbox.class, () -> hang(end));
        expectProblem(get(ada, "/v1/chats"), 503, "unavailable");
        end.countDown();
    }

    @Test
    void aCommandWhoseAnswerComesLateIsUnavailableAndYetTheNextReadWaitsForIt() {
        User ada = newUser();
        String path = "/v1/chats/" + openChat(ada, newUser()) + "/messages";
        CountDownLatch end = new CountDownLatch(1);
        behind.before(SendMessage.class, () -> awaitUninterruptibly(end));
        expectProblem(
                post(ada, path, Map.of("messageId", UUID.randomUUID().toString(), "text", "hello")),
                503,
                "unavailable");
        end.countDown();
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            get(ada, "/v1/chats").expectStatus().isOk();
            assertThat(behind.lastQuery(FindInbox.class).atLeast())
                    .isEqualTo(behind.tail().head());
        });
    }

    private static RuntimeException hang(CountDownLatch end) {
        awaitUninterruptibly(end);
        return new IllegalStateException("too late");
    }

    private static void awaitUninterruptibly(CountDownLatch end) {
        try {
            assertThat(end.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
