package io.parley.benchmarks;

import io.parley.benchmarks.commands.CommandsBenchmark;
import io.parley.benchmarks.endings.EndingsBenchmark;
import io.parley.benchmarks.fanout.FanOutBenchmark;
import io.parley.benchmarks.look.LookBenchmark;
import io.parley.benchmarks.media.MediaBenchmark;
import io.parley.benchmarks.presence.PresenceBenchmark;
import io.parley.benchmarks.projections.ProjectionsBenchmark;
import io.parley.benchmarks.replay.ReplayBenchmark;
import io.parley.benchmarks.rival.RivalBenchmark;
import io.parley.benchmarks.rotation.RotationBenchmark;
import io.parley.benchmarks.seals.SealsBenchmark;
import io.parley.benchmarks.sessions.SessionsBenchmark;
import io.parley.benchmarks.store.StoreBenchmark;
import io.parley.benchmarks.streams.StreamsBenchmark;
import java.util.List;
import java.util.Optional;

/** All benchmarks there are, in the order in which {@code all} runs them. */
final class Benchmarks {

    private final List<Benchmark> all;

    Benchmarks(List<Benchmark> all) {
        this.all = List.copyOf(all);
    }

    static Benchmarks known() {
        return new Benchmarks(List.of(
                new CommandsBenchmark(),
                new StoreBenchmark(),
                new ProjectionsBenchmark(),
                new RotationBenchmark(),
                new SessionsBenchmark(),
                new PresenceBenchmark(),
                new SealsBenchmark(),
                new LookBenchmark(),
                new ReplayBenchmark(),
                new FanOutBenchmark(),
                new EndingsBenchmark(),
                new StreamsBenchmark(),
                new RivalBenchmark(),
                new MediaBenchmark()));
    }

    List<Benchmark> all() {
        return all;
    }

    Optional<Benchmark> named(String name) {
        return all.stream().filter(benchmark -> benchmark.name().equals(name)).findFirst();
    }
}
