package io.parley.benchmarks.streams;

import com.sun.management.UnixOperatingSystemMXBean;
import io.parley.benchmarks.Benchmark;
import io.parley.benchmarks.ParleyServer;
import io.parley.benchmarks.Plan;
import io.parley.benchmarks.Progress;
import io.parley.benchmarks.contest.ProcessorTime;
import io.parley.benchmarks.report.Report;
import io.parley.benchmarks.streams.Api.Person;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The real server over HTTP: how soon a message comes out of the other side's stream, how many deliveries a second, and what an
 * open stream without traffic takes of the server's memory and time.
 */
public final class StreamsBenchmark implements Benchmark {

    static final int RATE = 200;
    static final int STREAMS_EACH = 25;
    static final int RECEIVERS = 4;

    private static final int PAIRS = 50;
    private static final int IN_FLIGHT = 64;
    private static final int IDLE = 18_000;
    private static final int IDLE_QUICK = 2_000;
    private static final int IDLE_EACH = 100;
    private static final int AT_ONCE = 200;
    private static final int OTHER_DESCRIPTORS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SETTLED = Duration.ofSeconds(15);
    private static final Duration WATCHED = Duration.ofSeconds(60);
    private static final Map<String, String> SETTINGS = Map.of(
            "PARLEY_STREAM_PER_USER", Integer.toString(IDLE_EACH),
            "PARLEY_LIMITS_SIGN_INS_PER_MINUTE", "100000",
            "PARLEY_LIMITS_MESSAGES_PER_SECOND", "1000000",
            "PARLEY_LIMITS_MESSAGE_BURST", "1000000");

    private final List<String> server;
    private final int pairs;
    private final int idleQuick;

    /** As the figures to reach have it, with the launcher's server. */
    public StreamsBenchmark() {
        this(List.of(), PAIRS, IDLE_QUICK);
    }

    /** With a server that is started by any command; by the launcher if there is none. */
    StreamsBenchmark(List<String> server, int pairs, int idleQuick) {
        this.server = server;
        this.pairs = pairs;
        this.idleQuick = idleQuick;
    }

    @Override
    public String name() {
        return "streams";
    }

    @Override
    public String description() {
        return "the real server: time from a send to the other side's stream, deliveries, what idle streams cost";
    }

    @Override
    public Report run(Plan plan, Progress progress) throws IOException, InterruptedException {
        progress.step("starting a server");
        StreamResults results = new StreamResults();
        try (ParleyServer running = start(plan)) {
            Api api = new Api(running.url());
            deliver(api, plan, progress, results);
            fanOut(api, plan, progress, results);
            stayIdle(running, api, plan, progress, results);
        }
        return results.report(plan, pairs);
    }

    private ParleyServer start(Plan plan) throws IOException, InterruptedException {
        return server.isEmpty() ? ParleyServer.start(plan.checkout(), SETTINGS) : ParleyServer.start(server, SETTINGS);
    }

    private void deliver(Api api, Plan plan, Progress progress, StreamResults results)
            throws IOException, InterruptedException {
        progress.step("signing up %d pairs", pairs);
        try (Deliveries deliveries = new Deliveries(api, Pairs.signUp(api, pairs), 1)) {
            progress.step("warming up");
            deliveries.steadily(RATE, plan.measured().multipliedBy(2));
            for (int round = 1; round <= plan.rounds(); round++) {
                Deliveries.Result result = deliveries.steadily(RATE, plan.measured());
                results.steady(result);
                progress.step(
                        "round %d of %d: %d messages/s: p50 %.1f ms, p99 %.1f ms",
                        round, plan.rounds(), RATE, result.p50(), result.p99());
            }
        }
    }

    private static void fanOut(Api api, Plan plan, Progress progress, StreamResults results)
            throws IOException, InterruptedException {
        try (Deliveries deliveries = new Deliveries(api, Pairs.signUp(api, RECEIVERS), STREAMS_EACH)) {
            deliveries.asFastAsPossible(IN_FLIGHT, plan.warmUp());
            for (int round = 1; round <= plan.rounds(); round++) {
                Deliveries.Result result = deliveries.asFastAsPossible(IN_FLIGHT, plan.measured());
                results.fast(result);
                progress.step(
                        "round %d of %d: %,.0f deliveries/s to %d streams",
                        round, plan.rounds(), result.rate(), STREAMS_EACH * RECEIVERS);
            }
        }
    }

    private void stayIdle(ParleyServer server, Api api, Plan plan, Progress progress, StreamResults results)
            throws IOException, InterruptedException {
        int count = (int) Math.min(plan.quick() ? idleQuick : IDLE, descriptors() - OTHER_DESCRIPTORS);
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < count; i += IDLE_EACH) {
            people.add(api.signUp());
        }
        ServerMemory before = ServerMemory.afterCollection(server.process());
        try (EventStreams streams = new EventStreams(server.url(), messageId -> {})) {
            for (int i = 0; i < count; i++) {
                streams.open(people.get(i / IDLE_EACH));
                if ((i + 1) % AT_ONCE == 0) {
                    streams.awaitOpen(PATIENCE);
                }
            }
            streams.awaitOpen(PATIENCE);
            ServerMemory after = ServerMemory.afterCollection(server.process());
            progress.step("%,d streams are open, %d have ended", count, streams.ended());
            for (Person person : people) {
                api.act(person);
            }
            Thread.sleep((plan.quick() ? plan.measured() : SETTLED).toMillis());
            results.idle(count, before, after, share(server.process(), plan.quick() ? plan.measured() : WATCHED));
        }
    }

    /** What the server takes of one core in that time, in hundredths. */
    private static double share(ProcessHandle server, Duration time) throws InterruptedException {
        ProcessorTime used = ProcessorTime.of(server.pid());
        double before = used.seconds();
        long began = System.nanoTime();
        Thread.sleep(time.toMillis());
        return 100 * (used.seconds() - before) / ((System.nanoTime() - began) / 1e9);
    }

    /** How many files and sockets this process may open; the server may as many. */
    private static long descriptors() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getMaxFileDescriptorCount();
    }
}
