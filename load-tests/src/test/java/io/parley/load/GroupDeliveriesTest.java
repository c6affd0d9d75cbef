package io.parley.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GroupDeliveriesTest {

    private final AtomicLong clock = new AtomicLong();
    private final GroupDeliveries deliveries = new GroupDeliveries(2, clock::get);

    @Test
    void theTimeRunsUntilTheLastMemberHasIt() {
        deliveries.sending("m1");
        clock.set(1_000);
        deliveries.heard(0, message("m1", 1));
        assertThat(deliveries.isComplete("m1")).isFalse();
        assertThat(deliveries.lost()).containsExactly("m1");
        clock.set(3_000);
        deliveries.heard(1, message("m1", 1));

        assertThat(deliveries.nanos("m1")).isEqualTo(3_000);
        assertThat(deliveries.lost()).isEmpty();
        assertThat(deliveries.faults()).isEmpty();
        assertThat(deliveries.deliveries()).isEqualTo(2);
    }

    @Test
    void doubledReorderedAndUnknownMessagesAreFaults() {
        deliveries.sending("m1");
        deliveries.sending("m2");
        deliveries.heard(0, message("m2", 2));
        assertThat(deliveries.faults()).hasSize(1);
        deliveries.heard(0, message("m1", 1));
        assertThat(deliveries.faults()).hasSize(2);
        deliveries.heard(1, message("m1", 1));
        deliveries.heard(1, message("m1", 1));
        assertThat(deliveries.faults()).hasSize(3);
        deliveries.heard(0, message("m3", 3));
        assertThat(deliveries.faults()).hasSize(4);
    }

    @Test
    void whatIsNoMessageDoesNotCount() {
        deliveries.heard(0, "{\"event\":\"chat\",\"data\":{}}");
        deliveries.heard(0, "{\"id\":\"e.1\"}");

        assertThat(deliveries.deliveries()).isZero();
    }

    private static String message(String id, long sequence) {
        return "{\"event\":\"message\",\"data\":{\"chatId\":\"c\",\"messageId\":\"%s\",\"sequence\":%d}}"
                .formatted(id, sequence);
    }
}
