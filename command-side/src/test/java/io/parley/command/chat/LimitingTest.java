package io.parley.command.chat;

import static io.parley.command.fake.People.CHAT;
import static io.parley.command.fake.Temporary.PAIR;
import static io.parley.command.fake.Temporary.second;
import static io.parley.command.fake.Temporary.sent;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.command.chat.ExpiryQueues.Past;
import io.parley.command.fake.FakeSentMessages;
import io.parley.contract.message.MessageEvent.MessagesExpired;
import io.parley.contract.message.SequenceRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** However many of a chat's messages have gone before, those that are too old are found, and soon. */
class LimitingTest {

    /** More than are read through by one command. */
    private static final long MANY = 50_000;

    private static final Instant NOW = second(1_000_000);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final FakeSentMessages log = new FakeSentMessages();

    @Test
    void oneThatLivesAmongThoseThatWentOneByOneIsFound() {
        for (long n = 1; n <= MANY; n++) {
            log.add(2 * n - 1, sent(n, second(n + 1))); // and the next event is that it went
        }
        log.add(2 * MANY + 1, sent(MANY + 1, null));
        log.add(2 * MANY + 2, sent(MANY + 2, second(MANY + 3)));
        Past past = new Past(0, MANY + 2, 2 * MANY + 2, second(MANY + 3));

        assertThat(limiting().of(MANY + 1, MANY + 2, past)).hasValueSatisfying(this::isOnlyTheOneThatLives);
        assertThat(log.pages()).isLessThan(40);
    }

    private void isOnlyTheOneThatLives(MessagesExpired expired) {
        assertThat(expired.ranges()).containsExactly(new SequenceRange(MANY + 1, MANY + 1));
        assertThat(expired.upTo()).isEqualTo(2 * MANY + 1);
    }

    @Test
    void oneBatchFollowsTheOtherHoweverManyWentSinceTheFirst() {
        for (long n = 1; n <= MANY + 10; n++) {
            log.add(n, sent(n, null));
        }
        Past past = new Past(MANY, MANY, MANY, NOW);

        Optional<MessagesExpired> next = limiting().of(1, MANY + 10, past);

        assertThat(next.map(MessagesExpired::ranges)).contains(List.of(new SequenceRange(MANY + 1, MANY + 10)));
        assertThat(log.pages()).isLessThan(5);
    }

    @Test
    void whatIsNotInTheLogYetIsNotWaitedFor() {
        log.add(1, sent(1, second(2)));

        assertThat(limiting().of(2, 2, new Past(0, 1, 1, second(2)))).isEmpty();
    }

    private Limiting limiting() {
        return new Limiting(CHAT, PAIR, log, NOW, MINUTE);
    }
}
