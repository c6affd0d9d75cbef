package io.parley.api.presence;

import io.parley.api.dispatch.RandomIds;
import io.parley.api.testing.FakeActivity;
import io.parley.api.testing.MovableClock;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;
import io.parley.contract.presence.Activity;
import io.parley.contract.presence.Activity.UserWasActive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A board with a clock for the wall and one that measures, which a test moves together or apart. */
final class Board {

    static final DeviceId DEVICE = DeviceId.random();

    final FakeActivity activity = new FakeActivity();
    final MovableClock wall = new MovableClock();
    final List<UserId> changed = new ArrayList<>();
    final PresenceBoard board;
    final StreamsHere here;
    final StreamsElsewhere elsewhere;
    private long nanos = Long.MAX_VALUE - Duration.ofMinutes(5).toNanos(); // it may well overflow

    Board() {
        this(properties());
    }

    Board(PresenceProperties properties) {
        board = new PresenceBoard(properties, activity, wall, this::nanos);
        board.onChange(changed::add);
        here = new StreamsHere(board, activity, new RandomIds(), wall, this::nanos);
        elsewhere = new StreamsElsewhere(board, here, properties.tracked(), wall, this::nanos);
    }

    static PresenceProperties properties() {
        return new Binder(new MapConfigurationPropertySource())
                .bindOrCreate("parley.presence", PresenceProperties.class);
    }

    long nanos() {
        return nanos;
    }

    /** Lets time pass, second by second, as the timer has it. */
    void pass(Duration duration) {
        for (long second = 0; second < duration.toSeconds(); second++) {
            nanos += Duration.ofSeconds(1).toNanos();
            wall.move(Duration.ofSeconds(1));
            board.sweep();
        }
    }

    /** How things stand at other nodes. */
    void anew(Activity... activities) {
        elsewhere.anew(List.of(activities));
    }

    void active(UserId user) {
        board.activeHere(user, DEVICE);
    }

    boolean isOnline(UserId user) {
        return board.of(user).online();
    }

    List<UserWasActive> noted() {
        return activity.noted(UserWasActive.class);
    }
}
