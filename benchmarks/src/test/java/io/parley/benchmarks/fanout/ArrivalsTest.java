package io.parley.benchmarks.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private final Arrivals arrivals = new Arrivals(2);
    private final List<String> withAll = new ArrayList<>();

    @Test
    void aMessageIsWithAllWhenTheLastMemberHasHeardIt() {
        long first = arrivals.saying(() -> withAll.add("first"));
        long second = arrivals.saying(() -> withAll.add("second"));
        arrivals.heard(0, second);
        arrivals.heard(0, first);
        arrivals.heard(1, second);
        assertThat(withAll).containsExactly("second");
        arrivals.heard(1, first);
        assertThat(withAll).containsExactly("second", "first");
    }

    @Test
    void whatOneMemberHearsInAnotherOrderEndsTheRun() {
        long first = arrivals.saying(() -> {});
        long second = arrivals.saying(() -> {});
        arrivals.heard(0, first);
        arrivals.heard(0, second);
        assertThatThrownBy(() -> arrivals.heard(1, second)).hasMessageContaining("in the place of " + first);
    }

    @Test
    void whatComesTwiceOrWasNeverSentEndsTheRun() {
        long first = arrivals.saying(() -> {});
        arrivals.heard(0, first);
        assertThatThrownBy(() -> arrivals.heard(0, first)).hasMessageContaining("twice");
        assertThatThrownBy(() -> arrivals.heard(1, 7)).hasMessageContaining("message 7");
    }
}
