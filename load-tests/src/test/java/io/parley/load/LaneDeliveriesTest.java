package io.parley.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.load.FaultyLanesPlan.Turn;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LaneDeliveriesTest {

    private static final int SIZE = FaultyLanesPlan.LANE + 1;

    private final AtomicLong clock = new AtomicLong();
    private final LaneDeliveries deliveries = new LaneDeliveries(SIZE, clock::get);
    private final LaneGroup calm = new LaneGroup("calm", new BitSet());
    private final LaneGroup faulty = new LaneGroup("faulty", BitSet.valueOf(new long[] {0b10}));

    @Test
    void eachLaneIsTimedByItsLastMemberAndCountedWhereItBelongs() {
        deliveries.sending("m1", calm, Turn.CALM);
        deliveries.sending("m2", faulty, Turn.FAULTY);
        clock.set(2_000_000);
        all("calm", "m1", 1);
        firstLane("faulty", "m2", 1);
        assertThat(deliveries.incomplete()).isEqualTo(1);
        clock.set(50_000_000);
        deliveries.heard(SIZE - 1, message("faulty", "m2", 1));

        assertThat(deliveries.incomplete()).isZero();
        assertThat(deliveries.calm().count()).isEqualTo(2);
        assertThat(deliveries.others().percentile(50)).isEqualTo(2);
        assertThat(deliveries.failing().percentile(50)).isEqualTo(50);
        assertThat(deliveries.ratio()).isEqualTo(1);
        assertThat(deliveries.faults()).isEmpty();
    }

    @Test
    void doubledReorderedAndUnknownMessagesAreFaults() {
        deliveries.sending("m1", calm, Turn.CALM);
        deliveries.heard(0, message("calm", "m1", 1));
        deliveries.heard(0, message("calm", "m1", 1));
        assertThat(deliveries.faults()).hasSize(1);
        deliveries.heard(1, message("calm", "m1", 2));
        assertThat(deliveries.faults()).hasSize(2);
        deliveries.heard(2, message("calm", "m9", 1));
        assertThat(deliveries.faults()).hasSize(3);
    }

    @Test
    void whatWasWarmUpOrRefusedCountsNowhere() {
        deliveries.sending("m1", calm, Turn.WARM_UP);
        all("calm", "m1", 1);
        deliveries.sending("m2", calm, Turn.CALM);
        deliveries.refused("m2");

        assertThat(deliveries.calm().count()).isZero();
        assertThat(deliveries.incomplete()).isZero();
    }

    private void all(String chatId, String messageId, long sequence) {
        firstLane(chatId, messageId, sequence);
        deliveries.heard(SIZE - 1, message(chatId, messageId, sequence));
    }

    private void firstLane(String chatId, String messageId, long sequence) {
        for (int member = 0; member < FaultyLanesPlan.LANE; member++) {
            deliveries.heard(member, message(chatId, messageId, sequence));
        }
    }

    private static String message(String chatId, String id, long sequence) {
        return "{\"event\":\"message\",\"data\":{\"chatId\":\"%s\",\"messageId\":\"%s\",\"sequence\":%d}}"
                .formatted(chatId, id, sequence);
    }
}
