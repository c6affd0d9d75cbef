package io.parley.command.fake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that is set by hand, backwards too. */
public final class FakeClock extends Clock {

    private Instant now;

    /** A clock that stands at a moment. */
    public FakeClock(Instant now) {
        this.now = now;
    }

    /** Moves the hands. */
    public void move(Duration by) {
        now = now.plus(by);
    }

    /** Sets the hands. */
    public void set(Instant moment) {
        now = moment;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
