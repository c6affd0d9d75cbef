package io.parley.command.chat;

import io.parley.command.chat.ShortLivedChat.Step;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Sends while the time to live changes and the clock goes to and fro, takes back, holds, asks at any time for what is due, and starts
 * anew from the log, against a simple model.
 */
class EndingProperties {

    @Property(tries = 500)
    void eachMessageGoesOnceAtItsTimeOrAfterItAndNothingElseGoes(@ForAll("steps") List<Step> steps) {
        ShortLivedChat chat = new ShortLivedChat();
        for (Step step : steps) {
            step.in(chat);
            chat.requireDeadline();
        }
        chat.liveToTheEnd();
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Arbitraries.<Step>frequencyOf(
                        Tuple.of(8, Arbitraries.of(new Step.Send())),
                        Tuple.of(3, timesToLive().map(Step.Shorten::new)),
                        Tuple.of(4, moves().map(Step.Move::new)),
                        Tuple.of(2, Arbitraries.of(new Step.Ask())),
                        Tuple.of(3, Arbitraries.of(new Step.ComeDue())),
                        Tuple.of(2, Arbitraries.integers().between(1, 20).flatMap(n -> Arbitraries.of(true, false)
                                .map(own -> new Step.TakeBack(n, own)))),
                        Tuple.of(1, Arbitraries.of(true, false).map(Step.Hold::new)),
                        Tuple.of(1, Arbitraries.of(new Step.Restart())))
                .list()
                .ofMaxSize(60);
    }

    /** Zero stands for ever. */
    private static Arbitrary<Duration> timesToLive() {
        return Arbitraries.of(0, 1_000, 1_001, 2_000, 5_000, 20_000).map(Duration::ofMillis);
    }

    private static Arbitrary<Duration> moves() {
        return Arbitraries.longs().between(-10_000, 15_000).map(Duration::ofMillis);
    }
}
