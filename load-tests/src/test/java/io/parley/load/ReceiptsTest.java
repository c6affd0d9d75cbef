package io.parley.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReceiptsTest {

    private final Receipts receipts = new Receipts();

    @Test
    void aMarkHoldsForAllBelowIt() {
        receipts.heard(receipt(5, 3));
        assertThat(receipts.hasDelivered("c", 4)).isTrue();
        assertThat(receipts.hasDelivered("c", 6)).isFalse();
        assertThat(receipts.hasRead("c", 3)).isTrue();
        assertThat(receipts.hasRead("c", 4)).isFalse();
        assertThat(receipts.hasRead("another", 1)).isFalse();
        assertThat(receipts.faults()).isEmpty();
    }

    @Test
    void aMarkThatGoesBackIsAFault() {
        receipts.heard(receipt(5, 3));
        receipts.heard(receipt(4, 3));
        assertThat(receipts.faults()).hasSize(1);
    }

    @Test
    void whatWasReadButNotDeliveredIsAFault() {
        receipts.heard(receipt(1, 2));
        assertThat(receipts.faults()).hasSize(1);
    }

    @Test
    void otherEventsArePassedOver() {
        receipts.heard("{\"event\":\"message\",\"data\":{\"chatId\":\"c\",\"sequence\":1}}");
        receipts.heard("{\"id\":\"e.1\"}");
        assertThat(receipts.hasDelivered("c", 1)).isFalse();
    }

    private static String receipt(long delivered, long read) {
        return "{\"event\":\"receipt\",\"data\":\"{\\\"chatId\\\":\\\"c\\\",\\\"userId\\\":\\\"u\\\",\\\"delivered\\\":%d,\\\"read\\\":%d}\"}"
                .formatted(delivered, read);
    }
}
