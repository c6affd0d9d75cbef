package io.parley.command.session;

import static io.parley.command.fake.People.ALICE;
import static io.parley.command.fake.People.BOB;
import static io.parley.command.fake.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.command.UnknownAggregates;
import io.parley.command.fake.FakeGenerations;
import io.parley.command.fake.FakeProfiles;
import io.parley.contract.Confidential;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.KeyId;
import io.parley.contract.session.CloseReason;
import io.parley.contract.session.RefreshOutcome;
import io.parley.contract.session.SessionCommand.CloseSession;
import io.parley.contract.session.SessionCommand.EndSession;
import io.parley.contract.session.SessionCommand.OpenSession;
import io.parley.contract.session.SessionCommand.RefreshSession;
import io.parley.contract.session.SessionEvent.SessionClosed;
import io.parley.contract.session.SessionEvent.SessionOpened;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.messaging.Message;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.matchers.Matchers;
import org.hamcrest.CustomTypeSafeMatcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionTest {

    private static final DeviceId DEVICE = DeviceId.random();
    private static final SessionOpened OPENED =
            new SessionOpened(DEVICE, ALICE, new Ciphertext(KeyId.random(), new byte[] {1}));
    private static final SessionClosed CLOSED = new SessionClosed(DEVICE, ALICE, CloseReason.REFRESH_TOKEN_REUSED);

    private final AggregateTestFixture<Session> fixture = new AggregateTestFixture<>(Session.class);
    private final FakeGenerations generations = new FakeGenerations();
    private final FakeProfiles vault = new FakeProfiles();

    @BeforeEach
    void provideThePorts() {
        fixture.registerInjectableResource(generations);
        fixture.registerInjectableResource(vault);
        fixture.registerCommandHandlerInterceptor(new UnknownAggregates());
    }

    @Test
    void aSessionIsOpenedWithItsDeviceNameSealed() {
        List<SessionOpened> events = new ArrayList<>();

        fixture.givenNoPriorActivity()
                .when(new OpenSession(DEVICE, ALICE, new Confidential("laptop")))
                .expectEventsMatching(Matchers.listWithAllOf(Matchers.matches((Message<?> message) ->
                        message.getPayload() instanceof SessionOpened opened && events.add(opened))));

        assertThat(events).hasSize(1);
        assertThat(events.get(0).userId()).isEqualTo(ALICE);
        assertThat(vault.text(events.get(0).deviceName())).isEqualTo("laptop");
        assertThat(generations.advance(DEVICE, 1)).isTrue();
    }

    @Test
    void aDeviceNameThatIsNoneIsRefused() {
        refuses(
                fixture.givenNoPriorActivity().when(new OpenSession(DEVICE, ALICE, new Confidential(""))),
                ErrorCode.INVALID_REQUEST);
    }

    @Test
    void theValidTokenIsExchangedForTheNextWithoutAnEvent() {
        generations.begin(DEVICE);

        fixture.given(OPENED)
                .when(new RefreshSession(DEVICE, 1))
                .expectNoEvents()
                .expectResultMessagePayload(new RefreshOutcome(2));
        fixture.given(OPENED)
                .when(new RefreshSession(DEVICE, 2))
                .expectNoEvents()
                .expectResultMessagePayload(new RefreshOutcome(3));
    }

    @Test
    void aTokenUsedTwiceClosesTheSession() {
        generations.begin(DEVICE);
        generations.advance(DEVICE, 1);

        fixture.given(OPENED)
                .when(new RefreshSession(DEVICE, 1))
                .expectEvents(CLOSED)
                .expectResultMessagePayload(RefreshOutcome.REUSED);
    }

    @Test
    void aClosedSessionRefreshesNoMore() {
        generations.begin(DEVICE);

        refuses(fixture.given(OPENED, CLOSED).when(new RefreshSession(DEVICE, 1)), ErrorCode.BAD_CREDENTIALS);
    }

    @Test
    void aGenerationThatNeverWasIsRefused() {
        generations.begin(DEVICE);

        refuses(fixture.given(OPENED).when(new RefreshSession(DEVICE, 0)), ErrorCode.BAD_CREDENTIALS);
    }

    @Test
    void aSessionThatDoesNotExistIsRefused() {
        refuses(fixture.givenNoPriorActivity().when(new RefreshSession(DEVICE, 1)), ErrorCode.BAD_CREDENTIALS);
    }

    @Test
    void aSessionIsClosedForAReason() {
        fixture.given(OPENED)
                .when(new CloseSession(DEVICE, CloseReason.ACCOUNT_ERASED))
                .expectEvents(new SessionClosed(DEVICE, ALICE, CloseReason.ACCOUNT_ERASED));
    }

    @Test
    void closedTwiceItIsClosedOnceForTheFirstReason() {
        fixture.given(OPENED, CLOSED)
                .when(new CloseSession(DEVICE, CloseReason.ACCOUNT_ERASED))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void aSessionThatNeverWasIsClosedAlready() {
        fixture.givenNoPriorActivity()
                .when(new CloseSession(DEVICE, CloseReason.ACCOUNT_ERASED))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void afterItWasClosedForAnErasureItRefreshesNoMore() {
        generations.begin(DEVICE);

        refuses(
                fixture.given(OPENED, new SessionClosed(DEVICE, ALICE, CloseReason.ACCOUNT_ERASED))
                        .when(new RefreshSession(DEVICE, 1)),
                ErrorCode.BAD_CREDENTIALS);
    }

    @Test
    void itsUserEndsASession() {
        fixture.given(OPENED)
                .when(new EndSession(DEVICE, ALICE))
                .expectEvents(new SessionClosed(DEVICE, ALICE, CloseReason.SIGNED_OUT));
    }

    @Test
    void endedTwiceOrClosedBeforeItIsEnded() {
        for (CloseReason reason : CloseReason.values()) {
            fixture.given(OPENED, new SessionClosed(DEVICE, ALICE, reason))
                    .when(new EndSession(DEVICE, ALICE))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }
    }

    @Test
    void somebodyElsesSessionAndOneThatNeverWasAreRefusedAlike() {
        Rejection others = refusal(fixture.given(OPENED).when(new EndSession(DEVICE, BOB)));
        Rejection closed = refusal(fixture.given(OPENED, CLOSED).when(new EndSession(DEVICE, BOB)));
        Rejection unknown = refusal(fixture.givenNoPriorActivity().when(new EndSession(DEVICE, BOB)));

        assertThat(others.code()).isEqualTo(ErrorCode.SESSION_NOT_FOUND);
        for (Rejection other : List.of(closed, unknown)) {
            assertThat(other.code()).isEqualTo(others.code());
            assertThat(other).hasMessage(others.getMessage());
        }
    }

    private static Rejection refusal(ResultValidator<Session> result) {
        AtomicReference<Rejection> refusal = new AtomicReference<>();
        result.expectNoEvents().expectException(new CustomTypeSafeMatcher<Rejection>("a refusal") {
            @Override
            protected boolean matchesSafely(Rejection rejection) {
                refusal.set(rejection);
                return true;
            }
        });
        return Objects.requireNonNull(refusal.get());
    }

    private static void refuses(ResultValidator<Session> result, ErrorCode code) {
        result.expectException(refused(code)).expectNoEvents();
    }
}
