package io.parley.api.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.contract.chat.ChatEvent.GroupEvent;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.UserId;
import io.parley.contract.mailbox.Addressees;
import java.util.List;
import org.junit.jupiter.api.Test;

class RostersTest {

    private final UserId alice = UserId.random();
    private final UserId bob = UserId.random();
    private final FakeLog log = new FakeLog();
    private final FakeMemberships memberships = new FakeMemberships(log);
    private final Rosters rosters = new Rosters(memberships, 100);

    private List<UserId> hear(Rosters by, long position, boolean wanted) {
        GroupEvent event =
                (GroupEvent) log.between(position - 1, position).get(0).event();
        return by.hear(event, position, wanted);
    }

    private List<UserId> hear(long position) {
        return hear(rosters, position, true);
    }

    @Test
    void aGroupWhoseOpeningIsHeardNeedNotBeLoaded() {
        Group group = Group.open(log, alice, bob);
        assertThat(hear(log.head())).containsExactly(alice, bob);
        UserId carol = UserId.random();
        assertThat(hear(group.add(carol, 0))).containsExactly(alice, bob, carol);
        assertThat(hear(group.call("Hut 8"))).containsExactly(alice, bob, carol);
        assertThat(memberships.loads()).isZero();
    }

    @Test
    void whoLeavesHearsThatAndNothingMore() {
        Group group = Group.open(log, alice, bob);
        assertThat(hear(group.remove(bob))).containsExactly(alice, bob);
        assertThat(hear(group.call("Hut 8"))).containsExactly(alice);
        assertThat(memberships.loads()).isOne();
    }

    @Test
    void whoLeavesAsTheFirstThingThatIsHeardHearsThatToo() {
        Group group = Group.open(log, alice, bob);
        group.remove(bob);
        group.add(bob, 1);
        assertThat(hear(group.remove(bob))).containsExactly(alice, bob);
        assertThat(hear(group.add(bob, 2))).containsExactly(alice, bob);
    }

    @Test
    void nothingIsLoadedForNobodyButWhatIsKnownIsKeptUpToDate() {
        Group group = Group.open(log, alice);
        assertThat(hear(rosters, log.head(), false)).isEmpty();
        assertThat(hear(rosters, group.call("Hut 8"), false)).isEmpty();
        assertThat(memberships.loads()).isZero();
        assertThat(hear(group.call("Hut 6"))).containsExactly(alice);
        hear(rosters, group.add(bob, 0), false);
        assertThat(hear(group.call("Hut 4"))).containsExactly(alice, bob);
        assertThat(memberships.loads()).isOne();
    }

    @Test
    void aMessageIsForThoseOfItsLaneWhoWereThereWhenItWasSent() {
        Group group = Group.open(log, alice);
        hear(log.head());
        long sequence = group.send(alice, "hello");
        hear(group.add(bob, 0));
        long filled = group.fill(0, sequence);
        Addressees.Lane lane = new Addressees.Lane(group.id, 0, sequence);
        assertThat(rosters.brought(lane, filled)).containsExactly(alice);
        long next = group.send(alice, "hello");
        assertThat(rosters.brought(new Addressees.Lane(group.id, 0, next), group.fill(0, next)))
                .containsExactly(alice, bob);
        assertThat(rosters.brought(new Addressees.Lane(group.id, 1, next), group.fill(1, next)))
                .isEmpty();
        rosters.clear();
        assertThat(rosters.brought(lane, filled)).containsExactly(alice);
    }

    @Test
    void groupsForWhichThereIsNoRoomAreLoadedAnewAndExact() {
        Rosters small = new Rosters(memberships, 1);
        Group group = Group.open(log, alice, bob);
        assertThat(hear(small, log.head(), true)).containsExactly(alice, bob);
        assertThat(hear(small, group.call("Hut 8"), true)).containsExactly(alice, bob);
        assertThat(hear(small, group.remove(bob), true)).containsExactly(alice, bob);
        assertThat(hear(small, group.call("Hut 6"), true)).containsExactly(alice);
        assertThat(memberships.loads()).isEqualTo(3);
    }

    @Test
    void whatCannotBeLoadedIsNoEmptyGroup() {
        Group group = Group.open(log, alice);
        memberships.fail(1);
        long position = group.call("Hut 8");
        assertThatThrownBy(() -> hear(position)).isInstanceOf(Rejection.class);
        assertThat(hear(position)).containsExactly(alice);
    }
}
