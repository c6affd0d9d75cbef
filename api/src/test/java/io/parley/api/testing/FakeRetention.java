package io.parley.api.testing;

import io.parley.contract.retention.RetentionPreview;
import io.parley.contract.retention.RetentionPreview.Day;
import java.time.Instant;
import java.util.List;

/** What a maximum would let go, whatever it is. */
final class FakeRetention {

    private static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");
    private static final Instant NEXT_DAY = Instant.parse("2026-04-01T00:00:00Z");

    private FakeRetention() {}

    static RetentionPreview preview() {
        return new RetentionPreview(NOW, 2, 6, 1, List.of(new Day(NEXT_DAY, 5)), NOW, NEXT_DAY.plusSeconds(60), 4);
    }
}
