package io.parley.api.testing;

import io.parley.contract.keys.KeyRotations;
import io.parley.contract.keys.Rotation;
import io.parley.contract.keys.RotationPhase;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rotations that are begun and get no further. */
public final class FakeRotations implements KeyRotations {

    private final Clock clock;
    private volatile @Nullable Rotation latest;
    private volatile @Nullable RuntimeException failure;

    FakeRotations(Clock clock) {
        this.clock = clock;
    }

    /** Refuses from now on, or no more. */
    public void fail(@Nullable RuntimeException refusal) {
        failure = refusal;
    }

    @Override
    public Rotation start() {
        RuntimeException refusal = failure;
        if (refusal != null) {
            throw refusal;
        }
        Rotation begun = new Rotation(UUID.randomUUID(), RotationPhase.ADDING, 0, 0, clock.instant(), null, null);
        latest = begun;
        return begun;
    }

    @Override
    public Optional<Rotation> latest() {
        return Optional.ofNullable(latest);
    }
}
