package io.parley.benchmarks.contest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.benchmarks.Cleanup;
import io.parley.benchmarks.ParleyServer;
import io.parley.benchmarks.wire.EventLoop;
import io.parley.benchmarks.wire.HttpAnswers;
import io.parley.benchmarks.wire.SseBlocks;
import io.parley.benchmarks.wire.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** A Parley on a folder of its own, with limits that let people talk as fast as they can, and the raw connections to it. */
public final class ParleyUnderLoad {

    private static final Duration OPEN = Duration.ofSeconds(10);
    private static final long LOOK_AGAIN = 50;
    private static final Map<String, String> SETTINGS = Map.of(
            "PARLEY_LIMITS_SIGN_INS_PER_MINUTE", "1000000",
            "PARLEY_LIMITS_MESSAGES_PER_SECOND", "1000000",
            "PARLEY_LIMITS_MESSAGE_BURST", "1000000",
            "PARLEY_TOKENS_ACCESS", "2h",
            // whoever signs up does so before anything is measured
            "PARLEY_PASSWORDS_MEMORY", "64KB",
            "PARLEY_PASSWORDS_ITERATIONS", "1");

    private final ParleyServer running;

    private ParleyUnderLoad(ParleyServer running) {
        this.running = running;
    }

    /** Starts it by any command that takes {@code up} for a parameter. */
    public static ParleyUnderLoad start(List<String> command, Cleanup cleanup)
            throws IOException, InterruptedException {
        return start(command, Map.of(), cleanup);
    }

    /** Starts it with further settings. */
    public static ParleyUnderLoad start(List<String> command, Map<String, String> further, Cleanup cleanup)
            throws IOException, InterruptedException {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.putAll(further);
        return new ParleyUnderLoad(cleanup.add(ParleyServer.start(command, settings)));
    }

    /** Who signs people up. */
    public ParleyAccounts accounts() {
        return new ParleyAccounts(running.url());
    }

    /** A connection for requests. */
    public Wire requests(EventLoop loop, IntConsumer statuses) throws IOException {
        return loop.connect(address(), new HttpAnswers(statuses));
    }

    /** Asks for somebody's stream of events, from now on. */
    public Wire openStream(EventLoop loop, String token, SseBlocks events) throws IOException {
        String request = "GET /v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n\r\n";
        Wire wire = loop.connect(address(), events);
        wire.send(request.getBytes(UTF_8));
        return wire;
    }

    /** Waits until all streams are open. */
    public static void awaitOpen(EventLoop loop, List<SseBlocks> streams) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + OPEN.toNanos();
        while (!streams.stream().allMatch(SseBlocks::isOpen)) {
            loop.check();
            if (System.nanoTime() > deadline) {
                throw new IOException("not all streams have opened in " + OPEN.toSeconds() + " s");
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }

    /** What the server has used of the processors. */
    public ProcessorTime server() {
        return ProcessorTime.of(running.process().pid());
    }

    /** What its database has. */
    public ProcessorTime database() {
        try {
            return ProcessorTime.ofPostgres(running.database());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InetSocketAddress address() {
        URI url = running.url();
        return new InetSocketAddress(url.getHost(), url.getPort());
    }
}
