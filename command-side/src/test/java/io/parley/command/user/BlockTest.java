package io.parley.command.user;

import static io.parley.command.fake.People.ALICE;
import static io.parley.command.fake.People.BOB;
import static io.parley.command.fake.People.CAROL;
import static io.parley.command.fake.People.NOON;
import static io.parley.command.fake.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.command.UnknownAggregates;
import io.parley.command.fake.FakeAccounts;
import io.parley.command.fake.FakeBlocks;
import io.parley.command.fake.FakeClock;
import io.parley.command.fake.FakeProfiles;
import io.parley.contract.Confidential;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.UserId;
import io.parley.contract.user.LastSeenVisibility;
import io.parley.contract.user.UserCommand.BlockUser;
import io.parley.contract.user.UserCommand.UnblockUser;
import io.parley.contract.user.UserEvent.UserBlocked;
import io.parley.contract.user.UserEvent.UserErased;
import io.parley.contract.user.UserEvent.UserRegistered;
import io.parley.contract.user.UserEvent.UserUnblocked;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BlockTest {

    private static final Ciphertext SEALED = new Ciphertext(KeyId.random(), new byte[] {1});
    private static final UserRegistered REGISTERED =
            new UserRegistered(ALICE, SEALED, SEALED, LastSeenVisibility.EVERYONE);
    private static final UserErased ERASED = new UserErased(ALICE, List.of(), NOON);

    private final AggregateTestFixture<User> fixture = new AggregateTestFixture<>(User.class);
    private final FakeAccounts accounts = new FakeAccounts();
    private final FakeBlocks blocks = new FakeBlocks();

    @BeforeEach
    void provideThePorts() {
        FakeClock clock = new FakeClock(NOON.plusNanos(1_999_999));
        List.of(accounts, blocks, clock, new FakeProfiles(), new BlockRules(2))
                .forEach(fixture::registerInjectableResource);
        fixture.registerCommandHandlerInterceptor(new UnknownAggregates());
        List.of(ALICE, BOB, CAROL).forEach(user -> accounts.storeCredentials(user, new Confidential("hash")));
    }

    @Test
    void whoIsBlockedIsNotedForOthersToo() {
        fixture.given(REGISTERED).when(block(BOB)).expectEvents(blocked(BOB));

        assertThat(blocks.contain(ALICE, BOB)).isTrue();
        assertThat(blocks.contain(BOB, ALICE)).isFalse();
    }

    @Test
    void blockedTwiceIsBlockedOnce() {
        fixture.given(REGISTERED, blocked(BOB))
                .when(block(BOB))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();

        assertThat(blocks.contain(ALICE, BOB)).as("noted again").isTrue();
    }

    @Test
    void aLiftedBlockIsNoLongerNoted() {
        blocks.add(ALICE, BOB);

        fixture.given(REGISTERED, blocked(BOB)).when(unblock(BOB)).expectEvents(new UserUnblocked(ALICE, BOB));

        assertThat(blocks.contain(ALICE, BOB)).isFalse();
    }

    @Test
    void whoIsNotBlockedIsUnblockedAlready() {
        blocks.add(ALICE, BOB); // a note of which no event came

        fixture.given(REGISTERED)
                .when(unblock(BOB))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();

        assertThat(blocks.contain(ALICE, BOB)).isFalse();
    }

    @Test
    void whoWasUnblockedCanBeBlockedAgain() {
        fixture.given(REGISTERED, blocked(BOB), new UserUnblocked(ALICE, BOB))
                .when(block(BOB))
                .expectEvents(blocked(BOB));
    }

    @Test
    void nobodyBlocksThemselves() {
        refuses(fixture.given(REGISTERED).when(block(ALICE)), ErrorCode.BLOCK_OF_ONESELF);
    }

    @Test
    void nobodyBlocksWhoIsNotThere() {
        refuses(fixture.given(REGISTERED).when(block(UserId.random())), ErrorCode.USER_NOT_FOUND);
    }

    @Test
    void oneBlockTooManyIsRefusedUntilAnotherIsLifted() {
        UserId dave = UserId.random();
        accounts.storeCredentials(dave, new Confidential("hash"));

        refuses(fixture.given(REGISTERED, blocked(BOB), blocked(CAROL)).when(block(dave)), ErrorCode.TOO_MANY_BLOCKS);
        assertThat(blocks.contain(ALICE, dave)).isFalse();
        fixture.given(REGISTERED, blocked(BOB), blocked(CAROL)).when(block(BOB)).expectSuccessfulHandlerExecution();
        fixture.given(REGISTERED, blocked(BOB), blocked(CAROL), new UserUnblocked(ALICE, BOB))
                .when(block(dave))
                .expectEvents(blocked(dave));
    }

    @Test
    void anErasedAccountBlocksNobodyAndNoneThatNeverWas() {
        refuses(fixture.given(REGISTERED, ERASED).when(block(BOB)), ErrorCode.USER_NOT_FOUND);
        refuses(fixture.given(REGISTERED, ERASED).when(unblock(BOB)), ErrorCode.USER_NOT_FOUND);
        refuses(fixture.givenNoPriorActivity().when(block(BOB)), ErrorCode.USER_NOT_FOUND);
        refuses(fixture.givenNoPriorActivity().when(unblock(BOB)), ErrorCode.USER_NOT_FOUND);
    }

    @Test
    void theBoundIsPositive() {
        assertThatThrownBy(() -> new BlockRules(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static BlockUser block(UserId user) {
        return new BlockUser(ALICE, user);
    }

    private static UnblockUser unblock(UserId user) {
        return new UnblockUser(ALICE, user);
    }

    private static UserBlocked blocked(UserId user) {
        return new UserBlocked(ALICE, user, NOON.plusMillis(1));
    }

    private static void refuses(ResultValidator<User> result, ErrorCode code) {
        result.expectException(refused(code)).expectNoEvents();
    }
}
