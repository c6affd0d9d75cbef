package io.parley.load;

import io.parley.load.Timeline.Fate;
import io.parley.load.Timeline.Work;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What must hold of an overload. */
final class Verdict {

    private static final double GOODPUT = 0.8;
    private static final double SHED = 0.9;
    private static final double SLOWEST = 1000;
    private static final Duration FALLS_WITHIN = Duration.ofSeconds(2);
    private static final Duration RISES_WITHIN = Duration.ofSeconds(30);

    private final OverloadPlan plan;
    private final double peak;
    private final Timeline timeline;
    private final LevelWatch levels;
    private final Deliveries deliveries;

    Verdict(OverloadPlan plan, double peak, Timeline timeline, LevelWatch levels, Deliveries deliveries) {
        this.plan = plan;
        this.peak = peak;
        this.timeline = timeline;
        this.levels = levels;
        this.deliveries = deliveries;
    }

    /**
     * One thing that must hold.
     *
     * @param says what
     * @param holds whether it does
     */
    record Sentence(String says, BooleanSupplier holds) {}

    List<Sentence> sentences() {
        return List.of(
                new Sentence("goodput of messages is 0.8 of the peak or more", () -> goodput() >= GOODPUT * peak),
                new Sentence(
                        "p99 of accepted messages is 1 s or less",
                        () -> accepted().percentile(99) <= SLOWEST),
                new Sentence(
                        "the level falls within 2 s", () -> fell().filter(time -> time.compareTo(FALLS_WITHIN) <= 0)
                                .isPresent()),
                new Sentence("nine of ten of presence are refused once it has", () -> shed(Work.PRESENCE) >= SHED),
                new Sentence("nine of ten of typing are refused once it has", () -> shed(Work.TYPING) >= SHED),
                new Sentence("it is healthy within 30 s of the end", () -> rose().filter(
                                time -> time.compareTo(RISES_WITHIN) <= 0)
                        .isPresent()),
                new Sentence(
                        "each request has an answer with a status", () -> faulty() == 0 && levels.unanswered() == 0),
                new Sentence(
                        "nothing accepted is lost, doubled or out of order",
                        () -> deliveries.lostOfAccepted().isEmpty()
                                && deliveries.faults().isEmpty()));
    }

    private double goodput() {
        return (double) timeline.count(Work.MESSAGE, Fate.ACCEPTED, plan.overloadBegins(), plan.overloadEnds())
                / plan.duration().toSeconds();
    }

    private Figures accepted() {
        return timeline.accepted(plan.overloadBegins(), plan.overloadEnds());
    }

    /** How long after the overload's beginning. */
    private Optional<Duration> fell() {
        return levels.fell(plan.overloadBegins()).map(at -> at.minus(plan.overloadBegins()));
    }

    /** How long after the overload's end. */
    private Optional<Duration> rose() {
        return levels.healthySince().map(at -> at.minus(plan.overloadEnds()));
    }

    private double shed(Work work) {
        Duration since = plan.overloadBegins().plus(FALLS_WITHIN).plusSeconds(1);
        long refused = timeline.count(work, Fate.SHED, since, plan.overloadEnds());
        long all = refused
                + timeline.count(work, Fate.ACCEPTED, since, plan.overloadEnds())
                + timeline.count(work, Fate.REFUSED, since, plan.overloadEnds());
        return all == 0 ? 0 : (double) refused / all;
    }

    private long faulty() {
        long sum = 0;
        for (Work work : Work.values()) {
            sum += timeline.count(work, Fate.FAULTY, Duration.ZERO, plan.whole());
        }
        return sum;
    }

    String report() {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "peak: %.0f messages/s; offered for %d s: %.0f requests/s of all classes",
                peak,
                plan.duration().toSeconds(),
                peak * plan.factor());
        line(text, "goodput: %.0f messages/s, %.2f of the peak", goodput(), goodput() / peak);
        line(text, "accepted: %s", accepted());
        for (Work work : Work.values()) {
            line(
                    text,
                    "%s: %d accepted, %d refused in the overload",
                    work.name().toLowerCase(Locale.ROOT),
                    timeline.count(work, Fate.ACCEPTED, plan.overloadBegins(), plan.overloadEnds()),
                    timeline.count(work, Fate.REFUSED, plan.overloadBegins(), plan.overloadEnds())
                            + timeline.count(work, Fate.SHED, plan.overloadBegins(), plan.overloadEnds()));
        }
        line(
                text,
                "the level fell %s after the overload began, and was healthy %s after it ended",
                said(fell()),
                said(rose()));
        line(
                text,
                "%d answers without a proper status; %d lost of %d accepted, %d doubled, reordered or unknown",
                faulty(),
                deliveries.lostOfAccepted().size(),
                deliveries.accepted(),
                deliveries.faults().size());
        for (Sentence sentence : sentences()) {
            line(text, "%s %s", sentence.holds().getAsBoolean() ? "yes" : "NO ", sentence.says());
        }
        return text.toString();
    }

    private static String said(Optional<Duration> time) {
        return time.map(known -> "%.1f s".formatted(known.toMillis() / 1e3)).orElse("never");
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
}
