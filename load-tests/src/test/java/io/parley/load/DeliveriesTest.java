package io.parley.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeliveriesTest {

    private final AtomicLong clock = new AtomicLong();
    private final Deliveries deliveries = new Deliveries(clock::get);

    @Test
    void theTimeRunsFromSendingToHearing() {
        deliveries.sending("m1");
        clock.set(2_500_000);

        assertThat(deliveries.heard(message("m1", 1))).isEqualTo(1);

        assertThat(deliveries.nanos("m1")).isEqualTo(2_500_000);
        assertThat(deliveries.faults()).isEmpty();
        assertThat(deliveries.lost()).isEmpty();
    }

    @Test
    void dataMayAlsoBeATextThatHoldsTheMessage() {
        deliveries.sending("m1");

        deliveries.heard(
                "{\"event\":\"message\",\"data\":\"{\\\"chatId\\\":\\\"c\\\",\\\"messageId\\\":\\\"m1\\\",\\\"sequence\\\":1}\"}");

        assertThat(deliveries.hasArrived("m1")).isTrue();
        assertThat(deliveries.faults()).isEmpty();
    }

    @Test
    void whatIsNoMessageDoesNotCount() {
        assertThat(deliveries.heard("{\"event\":\"chat\",\"data\":{}}")).isZero();
        assertThat(deliveries.heard("{\"id\":\"e.1\"}")).isZero();
    }

    @Test
    void lostMessagesAreKnown() {
        deliveries.sending("m1");
        deliveries.sending("m2");
        deliveries.heard(message("m1", 1));

        assertThat(deliveries.lost()).containsExactly("m2");
    }

    @Test
    void doubledReorderedAndUnknownMessagesAreFaults() {
        deliveries.sending("m1");
        deliveries.sending("m2");
        deliveries.heard(message("m2", 2));
        assertThat(deliveries.faults()).hasSize(1);
        deliveries.heard(message("m2", 2));
        assertThat(deliveries.faults()).hasSize(2);
        deliveries.heard(message("m3", 3));
        assertThat(deliveries.faults()).hasSize(3);
    }

    private static String message(String id, long sequence) {
        return "{\"event\":\"message\",\"id\":\"e.1\",\"data\":{\"chatId\":\"c\",\"messageId\":\"%s\",\"sequence\":%d}}"
                .formatted(id, sequence);
    }
}
