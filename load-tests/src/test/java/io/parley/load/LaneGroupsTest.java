package io.parley.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.load.FaultyLanesPlan.Turn;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaneGroupsTest {

    private static FaultyLanesPlan plan(int size, int groups) {
        return new FaultyLanesPlan(
                URI.create("http://localhost"),
                size,
                groups,
                10,
                20,
                5,
                Duration.ofSeconds(20),
                Duration.ofSeconds(30),
                150);
    }

    @ParameterizedTest
    @CsvSource({"100, 20, 2", "1000, 5, 4", "100, 10, 1", "1024, 10, 8"})
    void oneOfTenLanesFailsInTheOneKindAndNoneInTheOther(int size, int groups, int failing) {
        FaultyLanesPlan plan = plan(size, groups);
        LaneGroups chosen = LaneGroups.open(plan, () -> UUID.randomUUID().toString());

        assertThat(chosen.calm()).hasSize(groups).allMatch(group -> group.failures() == 0);
        assertThat(chosen.faulty()).hasSize(groups);
        assertThat(chosen.faulty().stream().mapToInt(LaneGroup::failures).sum()).isEqualTo(failing);
    }

    @Test
    void whichLanesFailIsAsTheServerReckons() {
        assertThat(LaneGroup.of("00000000-0000-0000-0000-000000000003", 1, 10).failures())
                .isEqualTo(1);
        assertThat(LaneGroup.of("00000000-0000-0000-0000-000000000001", 1, 10).failures())
                .isZero();
    }

    @Test
    void theKindsTakeTurns() {
        FaultyLanesPlan plan = plan(100, 20);

        assertThat(plan.turn(0)).isEqualTo(Turn.WARM_UP);
        assertThat(plan.turn(20 * 20)).isEqualTo(Turn.CALM);
        assertThat(plan.turn(50 * 20 - 1)).isEqualTo(Turn.CALM);
        assertThat(plan.turn(50 * 20)).isEqualTo(Turn.FAULTY);
        assertThat(plan.turn(80 * 20)).isEqualTo(Turn.CALM);
    }
}
