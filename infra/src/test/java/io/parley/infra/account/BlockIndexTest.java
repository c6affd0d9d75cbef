package io.parley.infra.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.ParleyEvent;
import io.parley.contract.id.UserId;
import io.parley.contract.user.UserEvent.UserBlocked;
import io.parley.contract.user.UserEvent.UserErased;
import io.parley.contract.user.UserEvent.UserUnblocked;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BlockIndexTest extends AccountFixture {

    private static final int CAPACITY = 10;

    private final UserId ann = UserId.random();
    private final UserId bob = UserId.random();
    private final ManualTail tail = new ManualTail();

    @AutoClose
    private final BlockIndex index = new BlockIndex(node().get(BlockTable.class), tail, CAPACITY);

    @BeforeEach
    void follow() {
        index.start();
    }

    private void block(UserId blocked) {
        node().inTransaction(() -> index.add(ann, blocked));
    }

    /** As another node does it, of which this one has not heard. */
    private void blockElsewhere(UserId blocked) {
        node().inTransaction(() -> node().get(BlockTable.class).add(ann, blocked));
    }

    private static ParleyEvent blocked(UserId blocker, UserId blocked) {
        return new UserBlocked(blocker, blocked, Instant.EPOCH);
    }

    @Test
    void aBlockHoldsWhenItsTransactionHasEndedThoughItWasAskedForBefore() {
        assertThat(index.contain(ann, bob)).isFalse();

        block(bob);

        assertThat(index.contain(ann, bob)).isTrue();
        assertThat(index.contain(bob, ann)).isFalse();
        assertThat(index.contain(ann, UserId.random())).isFalse();
    }

    @Test
    void oneThatIsLiftedHoldsNoMore() {
        block(bob);
        assertThat(index.contain(ann, bob)).isTrue();

        node().inTransaction(() -> index.remove(ann, bob));

        assertThat(index.contain(ann, bob)).isFalse();
    }

    @Test
    void whatComesTwiceIsAsIfItCameOnce() {
        block(bob);
        block(bob);
        node().inTransaction(() -> index.remove(ann, bob));
        node().inTransaction(() -> index.remove(ann, bob));

        assertThat(index.contain(ann, bob)).isFalse();
    }

    @Test
    void oneThatWasRolledBackNeverHeldThoughItsTransactionSawIt() {
        node().rolledBack(() -> {
            index.add(ann, bob);
            assertThat(index.contain(ann, bob)).isTrue();
        });

        assertThat(index.contain(ann, bob)).isFalse();
    }

    @Test
    void whatIsUnderWayIsNotToldToOthers() {
        node().inTransaction(() -> {
            index.add(ann, bob);
            assertThat(index.contain(ann, bob)).isTrue();
            assertThat(elsewhere(() -> index.contain(ann, bob))).isFalse();
        });

        assertThat(index.contain(ann, bob)).isTrue();
    }

    @Test
    void whatWasReadBeforeAChangeIsNotRememberedAfterIt() {
        node().inTransaction(() -> {
            index.add(ann, bob);
            assertThat(elsewhere(() -> index.contain(ann, bob)))
                    .as("read as it was before")
                    .isFalse();
            assertThat(index.size()).as("remembered").isZero();
        });
    }

    @Test
    void whatIsRememberedIsNotReadAgainUntilTheLogTellsOfAChange() {
        assertThat(index.contain(ann, bob)).isFalse();
        blockElsewhere(bob);
        assertThat(index.contain(ann, bob)).as("not heard yet").isFalse();

        tail.tell(blocked(ann, bob));
        assertThat(index.contain(ann, bob)).isTrue();

        node().inTransaction(() -> node().get(BlockTable.class).remove(ann, bob));
        tail.tell(new UserUnblocked(ann, bob));
        assertThat(index.contain(ann, bob)).isFalse();
    }

    @Test
    void changesForOthersAreNoReasonToForget() {
        index.contain(ann, bob);
        blockElsewhere(bob);

        tail.tell(blocked(bob, ann));

        assertThat(index.contain(ann, bob)).isFalse();
    }

    @Test
    void anErasedAccountBlocksNobodyAndIsBlockedByNobody() {
        block(bob);
        node().inTransaction(() -> index.add(bob, ann));
        assertThat(index.contain(ann, bob)).isTrue();

        node().inTransaction(() -> node().get(AccountRemains.class).erase(ann));
        tail.tell(new UserErased(ann, List.of(), Instant.EPOCH));

        assertThat(index.contain(ann, bob)).isFalse();
        assertThat(node().get(BlockTable.class).of(bob)).isEmpty();
    }

    @Test
    void itsMemoryIsBounded() {
        List<UserId> many = Stream.generate(UserId::random).limit(3 * CAPACITY).toList();
        many.forEach(user -> index.contain(user, ann));
        assertThat(index.size()).isLessThanOrEqualTo(CAPACITY);

        many.forEach(this::block);
        assertThat(many).allMatch(user -> index.contain(ann, user));
    }

    @Test
    void askedAndChangedAtOnceItIsRightInTheEnd() throws Exception {
        CompletableFuture<Void> asking =
                CompletableFuture.runAsync(() -> IntStream.range(0, 2_000).forEach(i -> index.contain(ann, bob)));
        for (int i = 0; i < 50; i++) {
            block(bob);
            assertThat(index.contain(ann, bob)).isTrue();
            node().inTransaction(() -> index.remove(ann, bob));
            assertThat(index.contain(ann, bob)).isFalse();
        }
        asking.get(30, TimeUnit.SECONDS);
    }

    @Test
    void closedItFollowsNoMore() {
        assertThat(tail.followers()).isEqualTo(1);
        index.close();
        assertThat(tail.followers()).isZero();
    }

    private static boolean elsewhere(java.util.function.BooleanSupplier question) {
        return CompletableFuture.supplyAsync(question::getAsBoolean)
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
