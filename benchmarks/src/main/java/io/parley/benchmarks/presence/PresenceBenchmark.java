package io.parley.benchmarks.presence;

import io.parley.benchmarks.Benchmark;
import io.parley.benchmarks.Cleanup;
import io.parley.benchmarks.Plan;
import io.parley.benchmarks.Progress;
import io.parley.benchmarks.contest.ParleyAccounts;
import io.parley.benchmarks.contest.ParleyUnderLoad;
import io.parley.benchmarks.report.Numbers;
import io.parley.benchmarks.report.Ratio;
import io.parley.benchmarks.report.Report;
import io.parley.benchmarks.report.Table;
import io.parley.benchmarks.wire.EventLoop;
import io.parley.benchmarks.wire.SseBlocks;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * The whole server: people come one after the other, and each has a contact with a stream open; then one comes who has thousands of
 * contacts, and at last comes and goes as fast as can be, of which the contacts must hear now and then and no more.
 */
public final class PresenceBenchmark implements Benchmark {

    private static final int PER_SECOND = 10;
    private static final int COMINGS = 6;
    private static final double GOAL = 100;
    private static final int DIGITS = 3;
    private static final Duration STAY = Duration.ofSeconds(1);
    private static final Duration OPEN = Duration.ofMillis(500);
    private static final Duration SETTLED = Duration.ofSeconds(2);
    private static final Duration FLICKERS = Duration.ofMillis(125);
    private static final int PACES_OF_FLICKERING = 4;

    private final List<String> server;
    private final int contacts;
    private final Duration pace;

    /** With as many contacts as the figures to reach speak of. */
    public PresenceBenchmark() {
        this(List.of(), 5_000, Duration.ofSeconds(5));
    }

    /**
     * With another server.
     *
     * @param server the command that starts it
     * @param pace the shortest time between two pushes of one user
     */
    PresenceBenchmark(List<String> server, int contacts, Duration pace) {
        this.server = List.copyOf(server);
        this.contacts = contacts;
        this.pace = pace;
    }

    @Override
    public String name() {
        return "presence";
    }

    @Override
    public String description() {
        return "how soon contacts hear that somebody came, and how often if somebody with 5,000 contacts flickers";
    }

    @Override
    public Report run(Plan plan, Progress progress) throws Exception {
        try (Cleanup cleanup = new Cleanup()) {
            progress.step("starting Parley");
            List<String> launcher = List.of(plan.checkout().resolve("parley").toString());
            ParleyUnderLoad parley = ParleyUnderLoad.start(
                    server.isEmpty() ? launcher : server,
                    Map.of("PARLEY_PRESENCE_PUSH_PACE", pace.toMillis() + "ms"),
                    cleanup);
            EventLoop loop = cleanup.add(new EventLoop());
            People people = new People(parley, loop, progress);
            people.comeOneAfterTheOther(plan.warmUp());
            Histogram few = people.comeOneAfterTheOther(plan.measured().multipliedBy(2));
            Popular popular = people.popular(plan.mostly(contacts), pace);
            popular.comesAndGoes(1);
            Histogram many = popular.comesAndGoes(plan.quick() ? 1 : COMINGS);
            return report(few, many, popular.size(), popular.flickers(), pace.multipliedBy(PACES_OF_FLICKERING));
        }
    }

    /** Those who live on one server. */
    private record People(ParleyUnderLoad parley, EventLoop loop, Progress progress) {

        Histogram comeOneAfterTheOther(Duration time) throws IOException, InterruptedException {
            int number = (int) Math.max(1, time.toMillis() * PER_SECOND / 1_000);
            progress.step("%d people with one contact each come, %d a second", number, PER_SECOND);
            Histogram times = new Histogram(DIGITS);
            List<Watched> coming = new ArrayList<>();
            List<SseBlocks> streams = new ArrayList<>();
            for (int i = 0; i < number; i++) {
                ParleyAccounts.Chat chat = parley.accounts().newChat();
                Watched one = new Watched(parley, loop, chat.senderToken(), 1, times);
                coming.add(one);
                streams.add(one.watcher(0));
                parley.openStream(loop, chat.readerToken(), streams.get(i));
                one.open();
            }
            ParleyUnderLoad.awaitOpen(loop, streams);
            Thread.sleep(OPEN.toMillis());
            for (Watched one : coming) {
                one.act();
                Thread.sleep(1_000 / PER_SECOND);
            }
            Thread.sleep(SETTLED.toMillis());
            loop.check();
            requireAll(number, coming.stream().mapToInt(Watched::heard).sum());
            coming.forEach(Watched::close);
            return times;
        }

        Popular popular(int size, Duration pace) throws IOException, InterruptedException {
            progress.step("signing up somebody with %,d contacts", size);
            List<String> tokens = parley.accounts().newStar(size);
            Histogram times = new Histogram(DIGITS);
            Watched star = new Watched(parley, loop, tokens.get(0), size, times);
            List<SseBlocks> streams = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                streams.add(star.watcher(i));
                parley.openStream(loop, tokens.get(1 + i), streams.get(i));
                Thread.sleep(3);
            }
            ParleyUnderLoad.awaitOpen(loop, streams);
            star.open();
            Thread.sleep(OPEN.toMillis());
            star.act();
            Thread.sleep(SETTLED.toMillis());
            requireAll(size, star.heard());
            star.close();
            return new Popular(star, size, pace, times, loop, progress);
        }
    }

    /** Somebody with very many contacts, who did something lately. */
    private record Popular(Watched star, int size, Duration pace, Histogram times, EventLoop loop, Progress progress) {

        Histogram comesAndGoes(int often) throws IOException, InterruptedException {
            progress.step("somebody with %,d contacts comes %d times", size, often);
            beSeen();
            int before = star.heard();
            times.reset();
            for (int i = 0; i < often; i++) {
                star.open();
                Thread.sleep(STAY.toMillis());
                star.close();
                Thread.sleep(apart().minus(STAY).toMillis());
            }
            loop.check();
            requireAll(often * size, star.heard() - before);
            return times.copy();
        }

        /** Does something, for who did nothing for two minutes is not online whatever they open; and is gone again. */
        private void beSeen() throws IOException, InterruptedException {
            star.open();
            star.act();
            Thread.sleep(STAY.toMillis());
            star.close();
            Thread.sleep(apart().toMillis());
        }

        /** So long that neither coming nor going has to wait for its push. */
        private Duration apart() {
            return pace.multipliedBy(2).plus(STAY.multipliedBy(4));
        }

        /** How often the contact heard of it who heard most often. */
        int flickers() throws IOException, InterruptedException {
            progress.step("somebody with %,d contacts flickers", size);
            beSeen();
            int before = star.mostPushes();
            long end =
                    System.nanoTime() + pace.multipliedBy(PACES_OF_FLICKERING).toNanos();
            while (System.nanoTime() < end) {
                star.open();
                Thread.sleep(FLICKERS.toMillis());
                star.close();
                Thread.sleep(FLICKERS.toMillis());
            }
            loop.check();
            return star.mostPushes() - before;
        }
    }

    private static void requireAll(int expected, int heard) {
        if (heard != expected) {
            throw new IllegalStateException("%d were to hear of it, %d did".formatted(expected, heard));
        }
    }

    private static Report report(Histogram few, Histogram many, int contacts, int pushes, Duration flickering) {
        String popular = "somebody with %,d contacts".formatted(contacts);
        double comings = flickering.toMillis() / (2.0 * FLICKERS.toMillis());
        double bound = PACES_OF_FLICKERING + 2.0; // the first, and one that was waiting
        return new Report(
                "Presence: how soon contacts hear of it",
                ("From when somebody says to be active until the contact's stream has it; of somebody with very many contacts, from"
                                + " when the stream is asked for, for each contact. Then that user comes and goes %.0f times in %d s.")
                        .formatted(comings, flickering.toSeconds()),
                "",
                List.of(
                        Ratio.figureAtMost(GOAL, "somebody comes, p99", millis(few, 99), "ms"),
                        Ratio.figure(popular + " comes, p99 of the contacts", millis(many, 99), "ms"),
                        Ratio.figureAtMost(bound, popular + " flickers, pushes to a contact", pushes, "pushes")),
                List.of(new Table(
                        "Milliseconds until a contact has it",
                        List.of("", "p50", "p90", "p99", "slowest", "pushes"),
                        List.of(row("one contact each", few), row(popular, many)))),
                List.of(),
                List.of());
    }

    private static List<String> row(String name, Histogram times) {
        return List.of(
                name,
                Numbers.plain(millis(times, 50)),
                Numbers.plain(millis(times, 90)),
                Numbers.plain(millis(times, 99)),
                Numbers.plain(millis(times, 100)),
                Numbers.plain(times.getTotalCount()));
    }

    private static double millis(Histogram times, double percentile) {
        return times.getValueAtPercentile(percentile) / 1e6;
    }
}
