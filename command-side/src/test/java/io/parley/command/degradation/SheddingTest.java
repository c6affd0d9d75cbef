package io.parley.command.degradation;

import static io.parley.command.fake.Refusals.refused;

import io.parley.contract.degradation.DegradationCommand.ForceShedding;
import io.parley.contract.degradation.DegradationCommand.FreeShedding;
import io.parley.contract.degradation.DegradationEvent.SheddingForced;
import io.parley.contract.degradation.DegradationEvent.SheddingFreed;
import io.parley.contract.degradation.SheddingId;
import io.parley.contract.degradation.WorkClass;
import io.parley.contract.error.ErrorCode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SheddingTest {

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(600);
    private static final SheddingId PRESENCE = new SheddingId(WorkClass.PRESENCE);

    private final AggregateTestFixture<Shedding> fixture = new AggregateTestFixture<>(Shedding.class);

    @BeforeEach
    void stopTheClock() {
        fixture.registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void anOperatorHasAClassGivenUp() {
        fixture.givenNoPriorActivity()
                .when(new ForceShedding(PRESENCE, true, LATER))
                .expectEvents(new SheddingForced(WorkClass.PRESENCE, true, LATER));
    }

    @Test
    void whatIsSaidTwiceIsOneFact() {
        fixture.given(new SheddingForced(WorkClass.PRESENCE, true, LATER))
                .when(new ForceShedding(PRESENCE, true, LATER))
                .expectNoEvents();
    }

    @Test
    void whatIsSaidLastCounts() {
        fixture.given(new SheddingForced(WorkClass.PRESENCE, true, LATER))
                .when(new ForceShedding(PRESENCE, false, null))
                .expectEvents(new SheddingForced(WorkClass.PRESENCE, false, null));
    }

    @Test
    void messagesAreNeverGivenUp() {
        fixture.givenNoPriorActivity()
                .when(new ForceShedding(new SheddingId(WorkClass.MESSAGES), true, null))
                .expectException(refused(ErrorCode.INVALID_REQUEST))
                .expectNoEvents();
    }

    @Test
    void anEndThatHasPassedIsRefused() {
        fixture.givenNoPriorActivity()
                .when(new ForceShedding(PRESENCE, true, NOW))
                .expectException(refused(ErrorCode.INVALID_REQUEST))
                .expectNoEvents();
    }

    @Test
    void theLevelsDecideAgain() {
        fixture.given(new SheddingForced(WorkClass.PRESENCE, true, null))
                .when(new FreeShedding(PRESENCE))
                .expectEvents(new SheddingFreed(WorkClass.PRESENCE));
    }

    @Test
    void whereNothingWasSaidNothingIsTakenBack() {
        fixture.givenNoPriorActivity().when(new FreeShedding(PRESENCE)).expectNoEvents();
        fixture.given(new SheddingForced(WorkClass.PRESENCE, true, null), new SheddingFreed(WorkClass.PRESENCE))
                .when(new FreeShedding(PRESENCE))
                .expectNoEvents();
    }
}
