package io.parley.command.deadletter;

import static io.parley.command.fake.Refusals.refused;

import io.parley.contract.deadletter.DeadLetterCommand.SkipDeadLetter;
import io.parley.contract.deadletter.DeadLetterEvent.DeadLetterSkipped;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.id.DeadLetterId;
import io.parley.contract.id.OperatorId;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkippedLetterTest {

    private static final DeadLetterId LETTER = DeadLetterId.random();
    private static final OperatorId ANN = OperatorId.random();
    private static final OperatorId BEN = OperatorId.random();

    private final AggregateTestFixture<SkippedLetter> fixture = new AggregateTestFixture<>(SkippedLetter.class);

    @Test
    void anOperatorGivesAnEventUpAndSaysWhy() {
        fixture.givenNoPriorActivity()
                .when(new SkipDeadLetter(LETTER, "history", 7, ANN, " written by a broken version "))
                .expectEvents(new DeadLetterSkipped(LETTER, "history", 7, ANN, "written by a broken version"));
    }

    @Test
    void theFirstWhoSaysSoStands() {
        fixture.given(new DeadLetterSkipped(LETTER, "history", 7, ANN, "broken"))
                .when(new SkipDeadLetter(LETTER, "history", 7, BEN, "broken indeed"))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 501})
    void aReasonIsNeededAndBounded(int length) {
        fixture.givenNoPriorActivity()
                .when(new SkipDeadLetter(LETTER, "history", 7, ANN, " " + "x".repeat(length) + " "))
                .expectException(refused(ErrorCode.INVALID_REQUEST))
                .expectNoEvents();
    }
}
