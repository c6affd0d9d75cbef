package io.parley.api.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.parley.contract.degradation.WorkClass;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class CommandLimitTest {

    private static final int MOST = 20;

    private final CommandLimit limit = limit(MOST);

    @Test
    void moreThanTheMostIsRefusedUntilOneEnds() {
        List<CommandLimit.Permit> permits = fill(WorkClass.MESSAGES, MOST);
        assertRefused(WorkClass.MESSAGES, UserId.random());

        permits.get(0).handled();

        limit.admit(WorkClass.MESSAGES, UserId.random());
        assertThat(limit.admitted()).isEqualTo(MOST + 1);
        assertThat(limit.refused()).isEqualTo(1);
    }

    @Test
    void howeverMuchElseThereIsMessagesHaveTheirPart() {
        fill(WorkClass.RECEIPTS, MOST);
        assertRefused(WorkClass.RECEIPTS, UserId.random());

        fill(WorkClass.MESSAGES, (int) (MOST * 0.9));

        assertRefused(WorkClass.MESSAGES, UserId.random());
    }

    @Test
    void whenThereIsTooMuchOneOfTenThatAreLetInIsNoMessage() {
        CommandLimit one = limit(1);
        int receipts = 0;
        CommandLimit.Permit underWay = one.admit(WorkClass.MESSAGES, UserId.random());
        for (int messages = 0; messages < 900; messages++) {
            underWay.handled();
            underWay = one.admit(WorkClass.MESSAGES, UserId.random());
            assertThat(one.refuses(WorkClass.MESSAGES)).isTrue();
            while (!one.refuses(WorkClass.RECEIPTS)) {
                one.admit(WorkClass.RECEIPTS, UserId.random()).handled();
                receipts++;
            }
        }

        assertThat(receipts).isBetween(99, 101);
        assertThatThrownBy(() -> one.admit(WorkClass.RECEIPTS, UserId.random())).isInstanceOf(Rejection.class);
    }

    @Test
    void whileThereIsRoomOthersNeedNoTurn() {
        fill(WorkClass.RECEIPTS, MOST);
        assertThat(limit.refuses(WorkClass.MESSAGES)).isFalse();

        assertThat(limit(MOST).refuses(WorkClass.RECEIPTS)).isFalse();
    }

    @Test
    void oneUserTakesNoMoreThanAShareOfWhatIsScarce() {
        UserId noisy = UserId.random();
        int noisyOnes = 0;
        try {
            while (true) {
                limit.admit(WorkClass.MESSAGES, noisy);
                noisyOnes++;
            }
        } catch (Rejection refused) {
            assertThat(refused.code()).isEqualTo(ErrorCode.OVERLOADED);
        }

        assertThat(noisyOnes).isEqualTo(MOST / 2);
        fill(WorkClass.MESSAGES, MOST - noisyOnes);
    }

    @Test
    void theLastOfAUsersPermitsIsGivenBackHoweverItEnds() {
        CommandLimit one = limit(1);
        UserId user = UserId.random();
        for (int i = 0; i < 10; i++) {
            one.admit(WorkClass.MESSAGES, user).handled();
            one.admit(WorkClass.MESSAGES, user).ignored();
            one.admit(WorkClass.MESSAGES, user).dropped();
        }
        one.admit(WorkClass.MESSAGES, user);
        assertThatThrownBy(() -> one.admit(WorkClass.MESSAGES, user)).isInstanceOf(Rejection.class);
    }

    private List<CommandLimit.Permit> fill(WorkClass workClass, int count) {
        List<CommandLimit.Permit> permits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            permits.add(limit.admit(workClass, UserId.random()));
        }
        return permits;
    }

    private void assertRefused(WorkClass workClass, UserId user) {
        assertThatThrownBy(() -> limit.admit(workClass, user))
                .isInstanceOfSatisfying(
                        Rejection.class, refused -> assertThat(refused.code()).isEqualTo(ErrorCode.OVERLOADED));
    }

    private static CommandLimit limit(int most) {
        return new CommandLimit(
                new LimitsProperties(
                        1,
                        1,
                        1,
                        1,
                        1,
                        1,
                        most,
                        new LimitsProperties.Commands(most, most, 2, Duration.ofMillis(200), 0.9, 0.25),
                        DataSize.ofKilobytes(256),
                        Duration.ofSeconds(1)),
                new SimpleMeterRegistry());
    }
}
