package io.parley.infra.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.Test;

class TimeOrderedIdentifiersTest {

    /** Axon looks for it by itself; nothing else would tell that it does not find it. */
    @Test
    void anEventsIdentifierBeginsWithTheTimeOfItsMaking() {
        long before = System.currentTimeMillis();

        UUID identifier =
                UUID.fromString(GenericEventMessage.asEventMessage("something").getIdentifier());

        assertThat(identifier.version()).isEqualTo(7);
        assertThat(identifier.variant()).isEqualTo(2);
        assertThat(identifier.getMostSignificantBits() >>> 16)
                .isBetween(before, before + Duration.ofMinutes(1).toMillis());
    }
}
