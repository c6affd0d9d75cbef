package io.parley.infra.keyring;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimeOrderedKeyIdsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");

    private static UUID at(Instant instant) {
        return new TimeOrderedKeyIds(Clock.fixed(instant, ZoneOffset.UTC), new SecureRandom())
                .get()
                .value();
    }

    @Test
    void identifiersAreUuidsOfVersion7() {
        UUID id = at(NOW);

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void laterOnesSortBehindEarlierOnes() {
        assertThat(at(NOW.plusMillis(1)).toString()).isGreaterThan(at(NOW).toString());
    }

    @Test
    void thoseOfOneMomentDiffer() {
        assertThat(at(NOW)).isNotEqualTo(at(NOW));
    }
}
