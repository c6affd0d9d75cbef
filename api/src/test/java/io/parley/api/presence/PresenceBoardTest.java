package io.parley.api.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.dispatch.RandomIds;
import io.parley.api.session.Caller;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;
import io.parley.contract.presence.Activity;
import io.parley.contract.presence.Activity.Connected;
import io.parley.contract.presence.Activity.Disconnected;
import io.parley.contract.presence.Activity.UserWasActive;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PresenceBoardTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Board board = new Board();
    private final UserId ada = UserId.random();

    private Caller caller(UserId user) {
        return new Caller(user, Board.DEVICE);
    }

    private Connected connected(UserId user, UUID id) {
        return new Connected(user, Board.DEVICE, id, board.wall.instant());
    }

    private Disconnected disconnected(UserId user, UUID id) {
        return new Disconnected(user, Board.DEVICE, id, board.wall.instant());
    }

    private UserWasActive wasActive(UserId user) {
        return new UserWasActive(user, Board.DEVICE, board.wall.instant());
    }

    private void elsewhere(Activity... activities) {
        board.elsewhere.heard(List.of(activities));
    }

    @Test
    void somebodyIsOnlineWithAStreamOpenAndActivityInTheLastTwoMinutesAndNeitherAloneWillDo() {
        board.active(ada);
        assertThat(board.isOnline(ada)).isFalse();
        Runnable close = board.here.opened(caller(ada));
        assertThat(board.isOnline(ada)).isTrue();
        board.pass(Duration.ofSeconds(119));
        assertThat(board.isOnline(ada)).isTrue();
        board.pass(SECOND);
        assertThat(board.isOnline(ada)).isFalse();
        board.active(ada);
        assertThat(board.isOnline(ada)).isTrue();
        close.run();
        assertThat(board.isOnline(ada)).isFalse();
        UserId ben = UserId.random();
        board.here.opened(caller(ben));
        assertThat(board.board.of(ben)).isEqualTo(Presence.UNKNOWN);
        assertThat(board.changed).containsExactly(ada, ada, ada, ada);
    }

    @Test
    void twoDevicesAreOneUserWhoIsThereUntilTheLastIsGone() {
        board.active(ada);
        Runnable phone = board.here.opened(new Caller(ada, DeviceId.random()));
        UUID laptop = UUID.randomUUID();
        elsewhere(connected(ada, laptop));
        phone.run();
        assertThat(board.isOnline(ada)).isTrue();
        elsewhere(disconnected(ada, laptop));
        assertThat(board.isOnline(ada)).isFalse();
        assertThat(board.changed).containsExactly(ada, ada);
    }

    @Test
    void streamsAreNotedByNamesOfTheirOwn() {
        board.here.opened(caller(ada)).run();
        board.here.opened(caller(ada));
        List<Connected> opened = board.activity.noted(Connected.class);
        assertThat(opened)
                .extracting(Connected::connectionId)
                .doesNotHaveDuplicates()
                .hasSize(2);
        assertThat(board.activity.noted(Disconnected.class))
                .containsExactly(disconnected(ada, opened.get(0).connectionId()));
    }

    @Test
    void activityIsNotedAtOnceAndThenOnceInThirtySecondsTheLastOfItToo() {
        Instant begin = board.wall.instant();
        for (int second = 0; second < 65; second++) {
            board.active(ada);
            board.pass(SECOND);
        }
        assertThat(board.noted())
                .extracting(noted -> Duration.between(begin, noted.at()).toSeconds())
                .containsExactly(0L, 29L, 59L);
        board.pass(MINUTE);
        assertThat(board.noted())
                .extracting(noted -> Duration.between(begin, noted.at()).toSeconds())
                .containsExactly(0L, 29L, 59L, 64L);
        board.pass(Duration.ofMinutes(10));
        assertThat(board.noted()).hasSize(4);
    }

    @Test
    void whoIsActiveAllTheTimeNeverFlickersHereOrElsewhere() {
        Board other = new Board();
        UUID stream = UUID.randomUUID();
        other.elsewhere.heard(List.of(connected(ada, stream)));
        board.here.opened(caller(ada));
        int told = 0;
        for (int second = 0; second < 600; second++) {
            board.active(ada);
            for (; told < board.noted().size(); told++) {
                other.elsewhere.heard(List.of(board.noted().get(told)));
            }
            board.pass(SECOND);
            other.pass(SECOND);
        }
        assertThat(board.changed).containsExactly(ada);
        assertThat(other.changed).containsExactly(ada);
        assertThat(board.noted()).hasSizeBetween(20, 21);
    }

    @Test
    void whatWasDoneLastIsNotLostWhenTheNodeStops() {
        board.active(ada);
        board.pass(SECOND);
        board.active(ada);
        assertThat(board.noted()).hasSize(1);
        board.board.noteAll();
        assertThat(board.noted()).hasSize(2).last().isEqualTo(wasActive(ada));
        board.board.noteAll();
        assertThat(board.noted()).hasSize(2);
    }

    @Test
    void lastSeenIsTheLatestOfAllNodesAndNeverGoesBack() {
        Instant before = board.wall.instant();
        board.pass(MINUTE);
        board.active(ada);
        Instant at = board.wall.instant();
        elsewhere(new UserWasActive(ada, Board.DEVICE, before));
        assertThat(board.board.of(ada).lastSeenAt()).isEqualTo(at);
        board.pass(SECOND);
        elsewhere(wasActive(ada));
        assertThat(board.board.of(ada).lastSeenAt()).isEqualTo(at.plusSeconds(1));
    }

    @Test
    void whoeverSetsTheClockMakesNobodyLookOffline() {
        board.here.opened(caller(ada));
        board.active(ada);
        board.wall.move(Duration.ofDays(400));
        board.pass(MINUTE);
        assertThat(board.isOnline(ada)).isTrue();
        board.wall.move(Duration.ofDays(-800));
        board.active(ada);
        board.pass(MINUTE);
        assertThat(board.isOnline(ada)).isTrue();
        board.anew(wasActive(ada));
        assertThat(board.isOnline(ada)).isTrue();
        board.pass(Duration.ofMinutes(2));
        assertThat(board.isOnline(ada)).isFalse();
    }

    @Test
    void theStreamsOfANodeThatDiedEndAndTheOthersStay() {
        UserId ben = UserId.random();
        List<UUID> atDead = List.of(UUID.randomUUID(), UUID.randomUUID());
        elsewhere(connected(ada, atDead.get(0)), connected(ben, atDead.get(1)));
        elsewhere(connected(ben, UUID.randomUUID()), wasActive(ada), wasActive(ben));
        elsewhere(disconnected(ada, atDead.get(0)), disconnected(ben, atDead.get(1)));
        assertThat(board.isOnline(ada)).isFalse();
        assertThat(board.isOnline(ben)).isTrue();
    }

    @Test
    void howThingsStandReplacesAllThatWasHeardAndWhoStaysDoesNotFlicker() {
        UserId ben = UserId.random();
        UserId cleo = UserId.random();
        UUID adas = UUID.randomUUID();
        UUID bens = UUID.randomUUID();
        elsewhere(connected(ada, adas), wasActive(ada), connected(ben, bens), wasActive(ben));
        board.changed.clear();
        board.anew(
                connected(ada, UUID.randomUUID()), // at another node by now
                connected(cleo, UUID.randomUUID()),
                wasActive(cleo));
        assertThat(board.isOnline(ada)).isTrue();
        assertThat(board.isOnline(cleo)).isTrue();
        assertThat(board.isOnline(ben)).isFalse();
        assertThat(board.changed).containsExactlyInAnyOrder(cleo, ben);
    }

    @Test
    void activityOfTheLastTwoMinutesIsOldWhenItIsHeardAnew() {
        UserWasActive minuteAgo = wasActive(ada);
        board.pass(MINUTE);
        board.anew(connected(ada, UUID.randomUUID()), minuteAgo);
        board.pass(Duration.ofSeconds(59));
        assertThat(board.isOnline(ada)).isTrue();
        board.pass(SECOND);
        assertThat(board.isOnline(ada)).isFalse();
    }

    @Test
    void theFeedTellsThisNodeNothingOfItsOwnStreams() {
        Runnable close = board.here.opened(caller(ada));
        board.active(ada);
        Connected own = board.activity.noted(Connected.class).get(0);
        board.anew(own);
        elsewhere(own);
        close.run();
        assertThat(board.isOnline(ada)).isFalse();
        board.anew(own); // the list was made before it ended
        assertThat(board.isOnline(ada)).isFalse();
    }

    @Test
    void aStreamIsTakenInOnceAndItsEndIsNotUndoneByALateList() {
        UUID id = UUID.randomUUID();
        board.active(ada);
        elsewhere(connected(ada, id), connected(ada, id));
        elsewhere(disconnected(ada, id), disconnected(ada, id));
        assertThat(board.isOnline(ada)).isFalse();
        board.anew(connected(ada, id));
        elsewhere(connected(ada, id));
        assertThat(board.isOnline(ada)).isFalse();
        board.pass(Duration.ofMinutes(5));
        assertThat(board.board.size()).isZero();
    }

    @Test
    void whoHasNoStreamAndDidNothingLatelyIsForgotten() {
        Runnable close = board.here.opened(caller(ada));
        board.active(ada);
        close.run();
        board.pass(Duration.ofSeconds(119));
        assertThat(board.board.of(ada).lastSeenAt()).isNotNull();
        board.pass(SECOND);
        assertThat(board.board.size()).isZero();
        board.here.opened(caller(ada));
        board.pass(Duration.ofMinutes(10));
        assertThat(board.board.size()).isEqualTo(1);
    }

    @Test
    void moreUsersThanThereIsRoomForLookOfflineAndAreCounted() {
        PresenceProperties usual = Board.properties();
        Board small = new Board(new PresenceProperties(
                usual.timeout(), usual.coalesce(), usual.sweep(), 2, usual.push(), usual.typing()));
        List<UserId> users = List.of(ada, UserId.random(), UserId.random());
        for (UserId user : users) {
            small.active(user);
            small.here.opened(caller(user)).run();
        }
        assertThat(small.board.size()).isEqualTo(2);
        assertThat(small.board.untracked()).isEqualTo(2);
        small.pass(Duration.ofMinutes(3));
        small.active(users.get(2));
        assertThat(small.board.of(users.get(2)).lastSeenAt()).isNotNull();
    }

    /** Whatever comes at once, in the end everybody is as their last streams left them. */
    @Test
    void manyAtOnceLeaveNothingBehind() throws Exception {
        List<UserId> users = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            users.add(UserId.random());
        }
        PresenceBoard shared = new PresenceBoard(Board.properties(), activity -> {}, board.wall, System::nanoTime);
        StreamsHere streams = new StreamsHere(shared, activity -> {}, new RandomIds(), board.wall, System::nanoTime);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        CountDownLatch done = new CountDownLatch(8);
        for (int thread = 0; thread < 8; thread++) {
            Random random = new Random(thread);
            threads.execute(() -> {
                for (int i = 0; i < 5_000; i++) {
                    UserId user = users.get(random.nextInt(users.size()));
                    Runnable close = streams.opened(caller(user));
                    shared.activeHere(user, Board.DEVICE);
                    shared.sweep();
                    close.run();
                }
                done.countDown();
            });
        }
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        threads.shutdown();
        assertThat(users).noneMatch(user -> shared.of(user).online());
        users.forEach(user -> streams.opened(caller(user)));
        assertThat(users).allMatch(user -> shared.of(user).online());
        assertThat(shared.online()).isEqualTo(users.size());
    }
}
