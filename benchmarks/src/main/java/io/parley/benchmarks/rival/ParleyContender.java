package io.parley.benchmarks.rival;

import io.parley.benchmarks.Cleanup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** A Parley as {@code ./parley up} starts it, on a folder of its own, with limits that let the pairs talk as fast as they can. */
final class ParleyContender implements Contender, AutoCloseable {

    private static final String READY = "Parley is ready at ";
    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration STOP = Duration.ofSeconds(60);
    private static final Duration OPEN = Duration.ofSeconds(10);
    private static final long LOOK_AGAIN = 50;
    private static final long SEED = 1;
    private static final Map<String, String> SETTINGS = Map.of(
            "SERVER_PORT", "0",
            "SERVER_ADDRESS", "127.0.0.1",
            "PARLEY_DB_URL", "",
            "PARLEY_MASTER_KEY", "",
            "PARLEY_LIMITS_SIGN_INS_PER_MINUTE", "1000000",
            "PARLEY_LIMITS_MESSAGES_PER_SECOND", "1000000",
            "PARLEY_LIMITS_MESSAGE_BURST", "1000000",
            "PARLEY_TOKENS_ACCESS", "2h");

    private final Process process;
    private final Path folder;
    private final List<CyclePair> pairs = new ArrayList<>();

    private URI url = URI.create("");

    private ParleyContender(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    static ParleyContender start(Path checkout, Path temporary, Cleanup cleanup)
            throws IOException, InterruptedException {
        Path folder = Files.createDirectory(temporary.resolve("parley"));
        Path output = temporary.resolve("parley.out");
        ProcessBuilder builder = new ProcessBuilder(checkout.resolve("parley").toString(), "up")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(SETTINGS);
        builder.environment().put("PARLEY_DATA_DIR", folder.toString());
        ParleyContender started = cleanup.add(new ParleyContender(builder.start(), folder));
        started.url = started.awaitReady(output);
        return started;
    }

    @Override
    public String name() {
        return "Parley";
    }

    @Override
    public List<CyclePair> pairs() {
        return pairs;
    }

    /** The launcher has become the server: it replaces itself. */
    @Override
    public ProcessorTime server() {
        return ProcessorTime.of(process.pid());
    }

    @Override
    public ProcessorTime database() {
        try {
            return ProcessorTime.ofPostgres(folder.resolve("database"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Nothing to add: each cycle had its answers, which say that it is stored, and the streams' numbers had no gap. */
    @Override
    public void verify(long cycles) {}

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroy);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private URI awaitReady(Path output) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            for (String line : Files.readAllLines(output)) {
                if (line.startsWith(READY)) {
                    return URI.create(line.substring(READY.length()).strip());
                }
            }
            Thread.sleep(LOOK_AGAIN);
        }
        throw new IOException("Parley did not start: " + Files.readString(output));
    }

    @Override
    public void connect(EventLoop loop, int count) throws IOException, InterruptedException {
        ParleyAccounts accounts = new ParleyAccounts(url);
        InetSocketAddress address = new InetSocketAddress(url.getHost(), url.getPort());
        SplittableRandom random = new SplittableRandom(SEED);
        List<ParleyPair> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            made.add(new ParleyPair(loop, address, accounts.newChat(), random.split()));
        }
        long deadline = System.nanoTime() + OPEN.toNanos();
        while (!made.stream().allMatch(ParleyPair::isOpen)) {
            loop.check();
            if (System.nanoTime() > deadline) {
                throw new IOException("not all streams have opened in " + OPEN.toSeconds() + " s");
            }
            Thread.sleep(LOOK_AGAIN);
        }
        pairs.addAll(made);
    }
}
