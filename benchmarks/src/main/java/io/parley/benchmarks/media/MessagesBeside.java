package io.parley.benchmarks.media;

import io.parley.benchmarks.Plan;
import io.parley.benchmarks.Progress;
import io.parley.benchmarks.streams.Api;
import io.parley.benchmarks.streams.Deliveries;
import io.parley.benchmarks.streams.Deliveries.Result;
import io.parley.benchmarks.streams.Pairs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Direct messages at a steady rate, in turns without media, beside as many as go, and beside as many that go to the store past Parley. */
final class MessagesBeside {

    static final int RATE = 100;
    static final int EACH_WAY = 2;

    private static final int PAIRS = 20;

    private final Sides sides;
    private final Api api;
    private final Noise file;
    private final List<Result> alone = new ArrayList<>();
    private final List<Result> beside = new ArrayList<>();
    private final List<Result> besidePlain = new ArrayList<>();
    private final List<Double> plainRates = new ArrayList<>();
    private final List<Double> rates = new ArrayList<>();

    MessagesBeside(Sides sides, Api api, Noise file) {
        this.sides = sides;
        this.api = api;
        this.file = file;
    }

    /** Measures. Fails if a message does not come. */
    void measure(Plan plan, Progress progress) throws IOException, InterruptedException {
        try (Deliveries deliveries = new Deliveries(api, Pairs.signUp(api, PAIRS), 1)) {
            deliveries.steadily(RATE, plan.warmUp());
            for (int round = 1; round <= plan.rounds(); round++) {
                alone.add(deliveries.steadily(RATE, plan.measured()));
                beside.add(beside(Traffic.begin(sides, file, EACH_WAY), deliveries, plan, rates));
                besidePlain.add(beside(Traffic.plain(sides, file, EACH_WAY), deliveries, plan, plainRates));
                progress.step(
                        "round %d of %d: p99 %.1f ms without media, %.1f ms beside them, %.1f ms beside curl to the filer",
                        round,
                        plan.rounds(),
                        alone.get(round - 1).p99(),
                        beside.get(round - 1).p99(),
                        besidePlain.get(round - 1).p99());
            }
        }
    }

    private static Result beside(Traffic begun, Deliveries deliveries, Plan plan, List<Double> rates)
            throws IOException, InterruptedException {
        try (Traffic traffic = begun) {
            Result result = deliveries.steadily(RATE, plan.measured());
            rates.add(traffic.end());
            return result;
        }
    }

    List<Result> alone() {
        return alone;
    }

    List<Result> beside() {
        return beside;
    }

    List<Result> besidePlain() {
        return besidePlain;
    }

    /** How many bytes passed to the filer and from it in a second, past Parley, in each round. */
    List<Double> plainRates() {
        return plainRates;
    }

    /** How many bytes of media passed in a second, both ways together, in each round. */
    List<Double> rates() {
        return rates;
    }
}
