package io.parley.benchmarks.rival;

import io.parley.benchmarks.Cleanup;
import io.parley.benchmarks.contest.Contender;
import io.parley.benchmarks.contest.ParleyAccounts;
import io.parley.benchmarks.contest.ParleyUnderLoad;
import io.parley.benchmarks.contest.ProcessorTime;
import io.parley.benchmarks.contest.Speaker;
import io.parley.benchmarks.wire.EventLoop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A Parley as {@code ./parley up} starts it, with pairs that talk through it. */
final class ParleyContender implements Contender {

    private static final long SEED = 1;

    private final ParleyUnderLoad parley;
    private final List<ParleyPair> pairs = new ArrayList<>();

    private ParleyContender(ParleyUnderLoad parley) {
        this.parley = parley;
    }

    static ParleyContender start(Path checkout, Cleanup cleanup) throws IOException, InterruptedException {
        List<String> launcher = List.of(checkout.resolve("parley").toString());
        return new ParleyContender(ParleyUnderLoad.start(launcher, cleanup));
    }

    @Override
    public String name() {
        return "Parley";
    }

    @Override
    public List<? extends Speaker> speakers() {
        return pairs;
    }

    @Override
    public ProcessorTime server() {
        return parley.server();
    }

    @Override
    public ProcessorTime database() {
        return parley.database();
    }

    /** Nothing to add: each cycle had its answers, which say that it is stored, and the streams' numbers had no gap. */
    @Override
    public void verify(long cycles) {}

    /** Connects so many pairs. */
    @Override
    public void connect(EventLoop loop, int count) throws IOException, InterruptedException {
        ParleyAccounts accounts = parley.accounts();
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < count; i++) {
            pairs.add(new ParleyPair(loop, parley, accounts.newChat(), random.split()));
        }
        ParleyUnderLoad.awaitOpen(
                loop, pairs.stream().flatMap(ParleyPair::streams).toList());
    }
}
