package io.parley.benchmarks.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.benchmarks.contest.Speaker;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupSpeakerTest {

    private final Arrivals arrivals = new Arrivals(1);
    private final List<String> told = new ArrayList<>();

    @Test
    void whatIsSaidIsFinishedWhenAllHaveItAndTheServerHasAnswered() {
        GroupSpeaker speaker = new GroupSpeaker(arrivals, true, number -> told.add("sent " + number));
        speaker.begin(new Told());
        arrivals.heard(0, 1);
        assertThat(told).containsExactly("sent 1", "delivered");
        speaker.answered();
        assertThat(told).containsExactly("sent 1", "delivered", "finished");
    }

    @Test
    void anAnswerMayComeBeforeThePushes() {
        GroupSpeaker speaker = new GroupSpeaker(arrivals, true, number -> {});
        speaker.begin(new Told());
        speaker.answered();
        assertThat(told).isEmpty();
        arrivals.heard(0, 1);
        assertThat(told).containsExactly("delivered", "finished");
    }

    @Test
    void aServerThatAnswersNothingIsNotWaitedFor() {
        GroupSpeaker speaker = new GroupSpeaker(arrivals, false, number -> {});
        speaker.begin(new Told());
        arrivals.heard(0, 1);
        assertThat(told).containsExactly("delivered", "finished");
    }

    private final class Told implements Speaker.Listener {

        @Override
        public void delivered() {
            told.add("delivered");
        }

        @Override
        public void finished() {
            told.add("finished");
        }
    }
}
