package io.parley.benchmarks.media;

import io.parley.benchmarks.Benchmark;
import io.parley.benchmarks.Cleanup;
import io.parley.benchmarks.ParleyServer;
import io.parley.benchmarks.Plan;
import io.parley.benchmarks.Progress;
import io.parley.benchmarks.TemporaryFolder;
import io.parley.benchmarks.media.UploadsAtOnce.Held;
import io.parley.benchmarks.report.Report;
import io.parley.benchmarks.streams.Api;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The real server with a SeaweedFS of its own: how fast media come and go against {@code curl} to the same SeaweedFS, what encryption
 * costs, what many uploads hold of the heap, and whether messages wait.
 */
public final class MediaBenchmark implements Benchmark {

    private static final int MIB = 1 << 20;
    private static final int WHOLE = 100;
    private static final int ROUNDS = 5;
    private static final int AT_ONCE = 50;
    private static final int LONGER = 6;
    private static final long A_SECOND = 200L * MIB;
    private static final int FILES_OF_A_ROUND = 4;
    private static final Map<String, String> SETTINGS = Map.of(
            "PARLEY_MEDIA_STORE", "seaweedfs",
            "PARLEY_LIMITS_SIGN_INS_PER_MINUTE", "100000",
            "PARLEY_LIMITS_MEDIA_UPLOADS", "100",
            "PARLEY_LIMITS_MEDIA_UPLOADS_PER_SECOND", "1000000",
            "PARLEY_LIMITS_MEDIA_UPLOAD_BURST", "1000000");

    private final List<String> server;
    private final Map<String, String> more;
    private final int atOnce;

    /** As the figures to reach have it, with the launcher's server. */
    public MediaBenchmark() {
        this(List.of(), Map.of(), AT_ONCE);
    }

    /** With a server that is started by any command; by the launcher if there is none. */
    MediaBenchmark(List<String> server, Map<String, String> settings, int atOnce) {
        this.server = server;
        this.more = settings;
        this.atOnce = atOnce;
    }

    @Override
    public String name() {
        return "media";
    }

    @Override
    public String description() {
        return "the real server and SeaweedFS: 100 MiB (quick: 10) up and down against curl to the filer, the heap, messages beside media";
    }

    @Override
    public Report run(Plan plan, Progress progress) throws Exception {
        int size = plan.mostly(WHOLE) * MIB;
        int rounds = plan.quick() ? 1 : ROUNDS;
        try (Cleanup cleanup = new Cleanup()) {
            Path folder = cleanup.add(TemporaryFolder.create()).path();
            requireRoom(
                    folder,
                    (2L * atOnce + FILES_OF_A_ROUND * (rounds + 1L)) * size
                            + warmUp(plan).toSeconds() * A_SECOND);
            progress.step("starting a server and SeaweedFS");
            ParleyServer running = cleanup.add(start(plan));
            URI filer = filer(running);
            Api api = new Api(running.url());
            Sides sides = Sides.of(filer, api);
            Noise film = Noise.film(folder.resolve("film.mp4"), size);
            Noise sound = Noise.sound(folder.resolve("sound.wav"), size);

            Rates rates = new Throughput(sides, film, sound, progress).measure(warmUp(plan), rounds);
            progress.step("the store without encryption and with it");
            CostOfEncryption cost = cleanup.add(new CostOfEncryption(filer, size));
            Rates stores = cost.measure(plan.warmUp(), rounds);
            MessagesBeside messages = new MessagesBeside(sides, api, film);
            messages.measure(plan, progress);
            progress.step("%d uploads at once, twice", atOnce);
            Held held = new UploadsAtOnce(running.process(), sides).measure(film, atOnce);
            return new MediaReport(size / MIB, rounds, warmUp(plan), atOnce, rates, stores, cost, messages, held)
                    .report(plan);
        }
    }

    /** A second moves but a file or two, and compilers wait for what is done often. */
    private static Duration warmUp(Plan plan) {
        return plan.quick() ? plan.warmUp() : plan.warmUp().multipliedBy(LONGER);
    }

    private ParleyServer start(Plan plan) throws IOException, InterruptedException {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.putAll(more);
        return server.isEmpty() ? ParleyServer.start(plan.checkout(), settings) : ParleyServer.start(server, settings);
    }

    /** For what is known beforehand, and as much as half of that for what messages are measured beside. */
    private static void requireRoom(Path folder, long bytes) throws IOException {
        long needed = bytes + bytes / 2;
        if (Files.getFileStore(folder).getUsableSpace() < needed) {
            throw new IllegalStateException("it takes %,d MiB for its time in %s, and there is less"
                    .formatted(needed / MIB, folder.getParent()));
        }
    }

    private static URI filer(ParleyServer running) throws IOException {
        return URI.create(
                Files.readString(running.data().resolve("seaweedfs/filer.uri")).strip());
    }
}
