package io.parley.command.chat;

import static io.parley.command.fake.Temporary.expired;
import static io.parley.command.fake.Temporary.second;
import static io.parley.command.fake.Temporary.sent;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.command.chat.ExpiryQueues.Queue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExpiryQueuesTest {

    private final ExpiryQueues queues = new ExpiryQueues();

    @Test
    void nothingIsDueWhereNothingHasAnEnd() {
        send(1, null);

        assertThat(queues.next()).isNull();
        assertThat(queues.due(Instant.MAX)).isEmpty();
        assertThat(queues.has(1)).isFalse();
    }

    @Test
    void messagesWithTheSameTimeToLiveQueueBehindOneAnother() {
        send(1, second(61));
        send(2, second(62));
        send(3, second(62));

        assertThat(queues.next()).isEqualTo(second(61));
        assertThat(queues.due(second(61))).containsExactly(new Queue(1, 3, 0, 10, second(61), second(62)));
    }

    @Test
    void aQueueIsDueAtItsTimeAndNotAMillisecondBefore() {
        send(1, second(61));

        assertThat(queues.due(second(61).minusMillis(1))).isEmpty();
        assertThat(queues.due(second(61))).hasSize(1);
    }

    @Test
    void aShorterTimeToLiveBeginsAQueueWhoseMessagesGoFirst() {
        send(1, second(61));
        send(2, second(12));
        send(3, second(13));

        assertThat(queues.next()).isEqualTo(second(12));
        assertThat(queues.due(second(60))).extracting(Queue::begin).containsExactly(2L);
        assertThat(queues.due(second(61))).extracting(Queue::begin).containsExactly(1L, 2L);
    }

    @Test
    void aLongerOneDoesNot() {
        send(1, second(11));
        send(2, second(62));

        assertThat(queues.due(second(11))).extracting(Queue::last).containsExactly(2L);
    }

    @Test
    void whatHasNoEndIsInNoQueue() {
        send(1, second(61));
        send(2, null);
        send(3, second(63));

        assertThat(queues.due(second(63)))
                .containsExactly(
                        new Queue(1, 1, 0, 10, second(61), second(61)), new Queue(3, 3, 2, 12, second(63), second(63)));
        assertThat(queues.has(1)).isTrue();
        assertThat(queues.has(2)).isFalse();
        assertThat(queues.has(3)).isTrue();
    }

    @Test
    void aQueueGoesOnAfterItsFirstHaveGone() {
        send(1, second(61));
        send(2, second(62));
        queues.expired(expired(1, 1, 1, 11, second(62), second(61)));

        assertThat(queues.due(second(61))).isEmpty();
        assertThat(queues.due(second(62))).containsExactly(new Queue(1, 2, 1, 11, second(62), second(62)));
        assertThat(queues.has(1)).isFalse();
        assertThat(queues.has(2)).isTrue();
    }

    @Test
    void whatIsSentWhileAQueueGoesJoinsItsEnd() {
        send(1, second(61));
        send(2, second(62));
        queues.expired(expired(1, 1, 1, 11, second(62), second(61)));
        send(3, second(63));
        queues.expired(expired(2, 2, 1, 12, second(63), second(62)));

        assertThat(queues.due(second(63))).containsExactly(new Queue(1, 3, 2, 12, second(63), second(63)));
    }

    @Test
    void aQueueOfWhichAllHaveGoneIsForgotten() {
        send(1, second(61));
        send(2, second(12));
        queues.expired(expired(2, 2, 2, 12, null, second(12)));
        assertThat(queues.next()).isEqualTo(second(61));

        queues.expired(expired(1, 1, 1, 11, null, second(61)));

        assertThat(queues.next()).isNull();
        assertThat(queues.has(1)).isFalse();
    }

    @Test
    void afterAQueueThatIsGoneAnotherBegins() {
        send(1, second(61));
        queues.expired(expired(1, 1, 1, 11, null, second(61)));
        send(2, second(121));

        assertThat(queues.due(second(121))).containsExactly(new Queue(2, 2, 1, 11, second(121), second(121)));
    }

    @Test
    void beyondTheLastQueueOnlyWhatQueuesIsTaken() {
        for (long n = 1; n <= ExpiryQueues.MOST; n++) {
            assertThat(queues.refuses(n - 1, second(1_000 - n))).isFalse();
            send(n, second(1_000 - n));
        }
        long last = ExpiryQueues.MOST;

        assertThat(queues.refuses(last, second(1_000 - last - 1)))
                .as("an earlier end")
                .isTrue();
        assertThat(queues.refuses(last, second(1_000 - last)))
                .as("the same end")
                .isFalse();
        assertThat(queues.refuses(last + 1, second(1_000)))
                .as("after one without")
                .isTrue();

        queues.expired(expired(last, last, last, 10 + last, null, second(1_000 - last)));
        assertThat(queues.refuses(last, second(900))).as("once one has gone").isFalse();
    }

    @Test
    void inAChatThatIsGoneNothingIsDue() {
        send(1, second(61));
        queues.clear();

        assertThat(queues.next()).isNull();
        assertThat(queues.has(1)).isFalse();
    }

    @Test
    void theEarlierOfTwoMomentsIsNotTheOneThatNeverComes() {
        assertThat(ExpiryQueues.earlier(second(1), second(2))).isEqualTo(second(1));
        assertThat(ExpiryQueues.earlier(second(2), second(1))).isEqualTo(second(1));
        assertThat(ExpiryQueues.earlier(null, second(1))).isEqualTo(second(1));
        assertThat(ExpiryQueues.earlier(second(1), null)).isEqualTo(second(1));
        assertThat(ExpiryQueues.earlier(null, null)).isNull();
    }

    /** The n-th message is the chat's event n + 10. */
    private void send(long n, @Nullable Instant end) {
        queues.sent(sent(n, end), n + 10);
    }
}
