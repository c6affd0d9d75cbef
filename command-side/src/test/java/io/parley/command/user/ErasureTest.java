package io.parley.command.user;

import static io.parley.command.fake.People.ALICE;
import static io.parley.command.fake.People.BOB;
import static io.parley.command.fake.People.NOON;
import static io.parley.command.fake.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.command.UnknownAggregates;
import io.parley.command.fake.FakeAccounts;
import io.parley.command.fake.FakeClock;
import io.parley.command.fake.FakeProfiles;
import io.parley.contract.Confidential;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.user.LastSeenVisibility;
import io.parley.contract.user.UserCommand.ChangeProfile;
import io.parley.contract.user.UserCommand.EraseUser;
import io.parley.contract.user.UserEvent.UserErased;
import io.parley.contract.user.UserEvent.UserRegistered;
import java.time.Duration;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An account is erased: its keys and credentials go, its handle stays taken. */
class ErasureTest {

    private static final EraseUser ERASE = new EraseUser(ALICE);
    private static final UserErased ERASED =
            new UserErased(ALICE, List.of(FakeProfiles.keyOf(ALICE)), NOON.plusMillis(1));

    private final AggregateTestFixture<User> fixture = new AggregateTestFixture<>(User.class);
    private final FakeAccounts accounts = new FakeAccounts();
    private final FakeProfiles profiles = new FakeProfiles();
    private final FakeClock clock = new FakeClock(NOON.plusNanos(1_999_999));

    @BeforeEach
    void openTheAccount() {
        List.of(accounts, profiles, clock).forEach(fixture::registerInjectableResource);
        fixture.registerCommandHandlerInterceptor(new UnknownAggregates());
        List.of(ALICE, BOB).forEach(user -> {
            accounts.storeCredentials(user, new Confidential("hash"));
            profiles.createKeys(user);
        });
        accounts.claimHandle("alice", ALICE);
    }

    @Test
    void itsKeysAndCredentialsGo() {
        fixture.given(registered()).when(ERASE).expectEvents(ERASED);

        assertThat(accounts.exists(ALICE)).isFalse();
        assertThat(profiles.destroyKeys(ALICE)).as("what is left").isEmpty();
    }

    @Test
    void nobodyElsesDo() {
        fixture.given(registered()).when(ERASE).expectSuccessfulHandlerExecution();

        assertThat(accounts.exists(BOB)).isTrue();
        assertThat(profiles.destroyKeys(BOB)).containsExactly(FakeProfiles.keyOf(BOB));
    }

    @Test
    void erasedTwiceItIsErasedOnce() {
        fixture.given(registered(), ERASED)
                .when(ERASE)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();

        assertThat(profiles.destroyKeys(ALICE)).as("what no event names").hasSize(1);
    }

    @Test
    void itsHandleIsGivenToNobodyElse() {
        fixture.given(registered()).when(ERASE).expectSuccessfulHandlerExecution();

        assertThat(accounts.claimHandle("alice", BOB)).isFalse();
    }

    @Test
    void itChangesNoMore() {
        refuses(
                fixture.given(registered(), ERASED).when(new ChangeProfile(ALICE, null, LastSeenVisibility.NOBODY)),
                ErrorCode.USER_NOT_FOUND);
        refuses(
                fixture.given(registered(), ERASED).when(new ChangeProfile(ALICE, new Confidential("Alice"), null)),
                ErrorCode.USER_NOT_FOUND);
        refuses(
                fixture.given(registered(), ERASED).when(new ChangeProfile(ALICE, new Confidential(" "), null)),
                ErrorCode.USER_NOT_FOUND);
    }

    @Test
    void anAccountThatNeverWasIsNotFound() {
        refuses(fixture.givenNoPriorActivity().when(ERASE), ErrorCode.USER_NOT_FOUND);
    }

    @Test
    void aClockThatGoesBackRevivesNothing() {
        clock.move(Duration.ofDays(-1));

        fixture.given(registered(), ERASED)
                .when(ERASE)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    private UserRegistered registered() {
        return new UserRegistered(
                ALICE,
                profiles.seal(ALICE, "handle", new Confidential("alice")),
                profiles.seal(ALICE, "displayName", new Confidential("Alice")),
                LastSeenVisibility.EVERYONE);
    }

    private static void refuses(ResultValidator<User> result, ErrorCode code) {
        result.expectException(refused(code)).expectNoEvents();
    }
}
