package io.parley.api.testing;

import io.parley.contract.id.MediaId;
import io.parley.contract.media.MediaCheck;
import io.parley.contract.media.MediaCheck.Phase;
import io.parley.contract.media.MediaChecks;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks that are begun, have found something and get no further. */
public final class FakeMediaChecks implements MediaChecks {

    private final Clock clock;
    private volatile @Nullable MediaCheck latest;

    FakeMediaChecks(Clock clock) {
        this.clock = clock;
    }

    /** Forgets all checks. */
    public void forget() {
        latest = null;
    }

    @Override
    public MediaCheck start(boolean mend) {
        MediaCheck begun = new MediaCheck(
                UUID.randomUUID(),
                mend,
                Phase.MEDIA,
                10,
                2,
                2_000,
                mend ? 2 : 0,
                1,
                0,
                5,
                1,
                List.of(MediaId.random()),
                clock.instant(),
                null,
                null);
        latest = begun;
        return begun;
    }

    @Override
    public Optional<MediaCheck> latest() {
        return Optional.ofNullable(latest);
    }
}
