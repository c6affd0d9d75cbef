package io.parley.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.id.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LastWritesTest {

    private static final int REMEMBERED = 10;

    private final LastWrites lastWrites =
            new LastWrites(new EdgeProperties(Duration.ofSeconds(1), Duration.ofSeconds(1), REMEMBERED));

    @Test
    void whoHasNotWrittenWaitsForNothing() {
        assertThat(lastWrites.of(UserId.random())).isZero();
    }

    @Test
    void answersThatOvertakeEachOtherDoNotTurnItBack() {
        UserId ada = UserId.random();
        lastWrites.wrote(ada, 7);
        lastWrites.wrote(ada, 5);
        assertThat(lastWrites.of(ada)).isEqualTo(7);
    }

    @Test
    void whoFallsOutOfMemoryStillWaitsLongEnough() {
        List<UserId> users = new ArrayList<>();
        for (int position = 1; position <= 100 * REMEMBERED; position++) {
            UserId user = UserId.random();
            users.add(user);
            lastWrites.wrote(user, position);
        }
        for (int i = 0; i < users.size(); i++) {
            assertThat(lastWrites.of(users.get(i))).isGreaterThanOrEqualTo(i + 1);
        }
    }
}
