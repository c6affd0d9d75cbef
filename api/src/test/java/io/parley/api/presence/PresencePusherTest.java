package io.parley.api.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.parley.api.events.PassingEvents;
import io.parley.api.session.Caller;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.UserId;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.presence.PresenceAudiences;
import io.parley.contract.presence.PresenceAudiences.Audience;
import io.parley.contract.presence.PresenceQuery.FindPresenceAudiences;
import io.parley.contract.user.LastSeenVisibility;
import io.parley.contract.user.UserEvent;
import io.parley.contract.user.UserEvent.ProfileChanged;
import io.parley.contract.user.UserEvent.UserBlocked;
import io.parley.contract.user.UserEvent.UserErased;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** How contacts are told of who comes and goes. */
class PresencePusherTest {

    private static final int BATCH = 10;
    private static final int WAITING = 100;

    private final Board board = new Board();
    private final VirtualTimeScheduler timer = VirtualTimeScheduler.create();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<FindPresenceAudiences> asked = new ArrayList<>();
    private final List<PresenceBody> pushed = new ArrayList<>();
    private final List<UserId> contacts = new ArrayList<>(List.of(UserId.random()));
    private final UserId ada = UserId.random();
    private final List<UserId> told = new ArrayList<>();
    private final Shown shown = new Shown(10_000);
    private boolean anybodyHere = true;
    private Mono<PresenceAudiences> trouble = Mono.empty();
    private final PresencePusher pusher = new PresencePusher(
            new PresenceProperties.Push(Duration.ofMillis(50), Duration.ofSeconds(5), BATCH, 1_000, WAITING),
            board.board,
            this::audiences,
            new Streams(),
            shown,
            new PresenceMetrics(meters),
            timer,
            board::nanos);

    PresencePusherTest() {
        board.board.onChange(pusher::changed);
    }

    @AfterEach
    void dispose() {
        timer.dispose();
    }

    private Mono<PresenceAudiences> audiences(FindPresenceAudiences query) {
        asked.add(query);
        return trouble.switchIfEmpty(Mono.fromSupplier(() -> new PresenceAudiences(
                query.userIds().stream()
                        .map(user -> new Audience(user, contacts))
                        .toList(),
                false)));
    }

    /** Lets time pass as the timers have it. */
    private void pass(Duration duration) {
        for (long second = 0; second < duration.toSeconds(); second++) {
            board.pass(Duration.ofSeconds(1));
            timer.advanceTimeBy(Duration.ofSeconds(1));
            pusher.tick();
            timer.advanceTimeBy(Duration.ofMillis(50));
        }
    }

    private void gather() {
        timer.advanceTimeBy(Duration.ofMillis(50));
    }

    private Runnable comes(UserId user) {
        board.active(user);
        return board.here.opened(new Caller(user, Board.DEVICE));
    }

    private double count(String meter) {
        return meters.get(meter).functionCounter().count();
    }

    @Test
    void whoComesOrGoesIsPushedAMomentLaterWithWhenTheyWereSeen() {
        Runnable goes = comes(ada);
        assertThat(pushed).isEmpty();
        gather();
        String seen = board.wall.instant().toString();
        assertThat(pushed).containsExactly(new PresenceBody(ada.toString(), true, board.wall.instant()));
        assertThat(told).isEqualTo(contacts);
        pass(Duration.ofSeconds(10));
        goes.run();
        gather();
        assertThat(pushed).hasSize(2);
        assertThat(pushed.get(1).online()).isFalse();
        assertThat(String.valueOf(pushed.get(1).lastSeenAt())).isEqualTo(seen);
    }

    @Test
    void whoFallsSilentIsPushedWhenTheirTimeIsOver() {
        comes(ada);
        gather();
        pass(Duration.ofSeconds(119));
        assertThat(pushed).hasSize(1);
        pass(Duration.ofSeconds(2));
        assertThat(pushed).extracting(PresenceBody::online).containsExactly(true, false);
    }

    @Test
    void whoFlickersIsPushedAtOnceAndThenOnlyNowAndThenAsTheyStand() {
        comes(ada).run();
        gather();
        pushed.clear();
        for (int i = 0; i < 60; i++) {
            comes(ada).run();
            comes(ada).run();
            pass(Duration.ofSeconds(1));
        }
        assertThat(pushed).as("offline each time it was looked").isEmpty();
        comes(ada);
        pass(Duration.ofSeconds(6));
        assertThat(pushed).extracting(PresenceBody::online).containsExactly(true);
        assertThat(asked.size()).isLessThan(5);
    }

    @Test
    void whatChangesAfterAPushIsPushedWhenThePaceAllowsIt() {
        Runnable goes = comes(ada);
        gather();
        goes.run();
        gather();
        assertThat(pushed).extracting(PresenceBody::online).containsExactly(true);
        pass(Duration.ofSeconds(4));
        assertThat(pushed).hasSize(1);
        pass(Duration.ofSeconds(1));
        assertThat(pushed).extracting(PresenceBody::online).containsExactly(true, false);
    }

    @Test
    void thePaceCanBeSlowedDownAndBroughtBack() {
        pusher.pace(Duration.ofMinutes(1));
        Runnable goes = comes(ada);
        gather();
        goes.run();
        pass(Duration.ofSeconds(59));
        assertThat(pushed).hasSize(1);
        pusher.pace(Duration.ofSeconds(1));
        pass(Duration.ofSeconds(1));
        assertThat(pushed).hasSize(2);
    }

    @Test
    void aStormIsAskedForInBatchesOfWhichOneIsUnderWay() {
        IntStream.range(0, 3 * BATCH).forEach(i -> comes(UserId.random()));
        gather();
        assertThat(asked).hasSize(1);
        timer.advanceTimeBy(Duration.ofSeconds(1));
        assertThat(asked).extracting(query -> query.userIds().size()).containsExactly(BATCH, BATCH, BATCH);
        assertThat(pushed).hasSize(3 * BATCH);
    }

    @Test
    void moreChangesThanMayWaitDropTheOldestAndThatIsCounted() {
        List<UserId> users = Stream.generate(UserId::random).limit(WAITING + 7).toList();
        users.forEach(this::comes);
        timer.advanceTimeBy(Duration.ofSeconds(5));
        assertThat(pushed)
                .extracting(PresenceBody::userId)
                .containsExactlyElementsOf(users.subList(7, users.size()).stream()
                        .map(UserId::toString)
                        .toList());
        assertThat(count("parley.presence.push.dropped")).isEqualTo(7);
    }

    @Test
    void changesAreToldWhenTheStoreIsBack() {
        trouble = Mono.error(new Rejection(ErrorCode.UNAVAILABLE, "away"));
        Runnable goes = comes(ada);
        gather();
        pass(Duration.ofSeconds(3));
        assertThat(asked).hasSizeBetween(2, 4);
        goes.run();
        trouble = Mono.empty();
        pass(Duration.ofSeconds(1));
        assertThat(pushed).extracting(PresenceBody::online).containsExactly(false);
    }

    @Test
    void nobodyIsAskedForWhileNobodyIsHere() {
        anybodyHere = false;
        comes(ada);
        pass(Duration.ofSeconds(10));
        assertThat(asked).isEmpty();
    }

    @Test
    void aPopularUserCostsOneEventHoweverManyContactsThereAre() {
        contacts.clear();
        IntStream.range(0, 5_000).forEach(i -> contacts.add(UserId.random()));
        comes(ada);
        gather();
        assertThat(asked).hasSize(1);
        assertThat(pushed).hasSize(1);
        assertThat(meters.get("parley.presence.frames")
                        .tag("outcome", "given")
                        .counter()
                        .count())
                .isEqualTo(5_000);
    }

    private PresenceWithdrawal withdrawal() {
        return new PresenceWithdrawal(
                new PresenceProperties.Push(Duration.ofMillis(50), Duration.ofSeconds(5), BATCH, 1_000, WAITING),
                shown,
                this::audiences,
                new Streams(),
                new PresenceMetrics(meters),
                timer);
    }

    private void happens(UserEvent event) {
        withdrawal().hear(new LoggedEvent(7, Instant.EPOCH, event));
        timer.advanceTimeBy(Duration.ofMinutes(5));
    }

    @Test
    void whoMaySeeSomebodyNoMoreIsToldThatTheyAreGoneAndNobodyElseIs() {
        UserId ben = contacts.get(0);
        contacts.add(UserId.random());
        comes(ada);
        gather();
        pushed.clear();
        contacts.remove(ben);

        happens(new UserBlocked(ada, ben, Instant.EPOCH));

        assertThat(asked.get(asked.size() - 1).atLeast()).isEqualTo(7);
        assertThat(pushed).containsExactly(PresenceBody.hidden(ada));
        assertThat(told).containsExactly(ben);
        happens(new UserBlocked(ada, ben, Instant.EPOCH));
        assertThat(pushed).as("once").hasSize(1);
    }

    @Test
    void whoHidesIsGoneForAllAndAllWhomTheySawAreGoneForThem() {
        UserId ben = contacts.get(0);
        comes(ada);
        comes(ben);
        gather();
        shown.told(ben, true, List.of(ada));
        pushed.clear();
        contacts.clear();

        happens(new ProfileChanged(ada, null, LastSeenVisibility.NOBODY));

        assertThat(pushed).containsExactlyInAnyOrder(PresenceBody.hidden(ada), PresenceBody.hidden(ben));
        assertThat(shown.size()).isZero();
    }

    @Test
    void whoWasNotShownIsAskedForNobody() {
        comes(ada).run();
        gather();
        int before = asked.size();

        happens(new UserErased(ada, List.of(), Instant.EPOCH));

        assertThat(asked).hasSize(before);
    }

    @Test
    void ifItCannotBeFoundOutWhoMayStillSeeSomebodyNobodyDoes() {
        comes(ada);
        gather();
        pushed.clear();
        trouble = Mono.error(new Rejection(ErrorCode.UNAVAILABLE, "away"));

        happens(new UserBlocked(ada, contacts.get(0), Instant.EPOCH));

        assertThat(pushed).containsExactly(PresenceBody.hidden(ada));
    }

    /** Stands for the streams: each contact has one. */
    private final class Streams implements PassingEvents {

        @Override
        public boolean isAnybodyHere() {
            return anybodyHere;
        }

        @Override
        public boolean isHere(UserId user) {
            return true;
        }

        @Override
        public Outcome bring(String name, Object data, Collection<UserId> users) {
            assertThat(name).isEqualTo("presence");
            told.clear();
            told.addAll(users);
            pushed.add((PresenceBody) data);
            return new Outcome(users.size(), 0);
        }
    }
}
