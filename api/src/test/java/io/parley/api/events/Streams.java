package io.parley.api.events;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.parley.api.session.Caller;
import io.parley.api.testing.FakePushedLog;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;
import io.parley.contract.trace.Tracing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.util.unit.DataSize;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;
import tools.jackson.databind.json.JsonMapper;

/** The gateway without a server: what a stream would write is taken as it comes. */
final class Streams implements AutoCloseable {

    final FakeLog log = new FakeLog();
    final FakeReadSide readSide = new FakeReadSide(log);
    final FakeMemberships memberships = new FakeMemberships(log);
    final VirtualTimeScheduler timer = VirtualTimeScheduler.create();
    final FakePushedLog pushed = new FakePushedLog();
    final LiveFeed feed;
    private final Scheduler scheduler = Schedulers.newBoundedElastic(4, 10_000, "test-stream", 60, true);
    private final StreamGateway gateway;

    Streams(int bufferFrames, int pageSize) {
        this(properties(bufferFrames, pageSize));
    }

    Streams(StreamProperties properties) {
        StreamRegistry registry = new StreamRegistry(properties.perUser(), properties.perNode());
        StreamProperties.Groups groups = properties.groups();
        LatelyEnded ended = new LatelyEnded();
        HeardMessages heard = new HeardMessages(groups.messages().toBytes());
        Contents contents = new Contents(readSide, new FakeTitles(), log, heard, ended);
        Frames frames = new Frames(
                log, contents, JsonMapper.builder().build(), groups.messages().toBytes());
        GroupReceipts receipts = new GroupReceipts(groups, groups::receiptGather, registry, frames, ended, timer);
        feed = new LiveFeed(
                log,
                registry,
                frames,
                heard,
                new Rosters(memberships, groups.members()),
                receipts,
                ended,
                Tracing.NONE);
        feed.start();
        ResumeReader reader = new ResumeReader(readSide.gateway(), frames, scheduler, properties.resume(), ended);
        gateway = new StreamGateway(
                properties,
                registry,
                feed,
                frames,
                reader,
                new StreamMetrics(new SimpleMeterRegistry()),
                pushed,
                ended,
                caller -> () -> {},
                new Random(1));
    }

    static StreamProperties properties(int bufferFrames, int pageSize) {
        return properties(bufferFrames, pageSize, groups(1_000, 100_000));
    }

    static StreamProperties.Groups groups(int receiptWindow, int receiptsWaiting) {
        return new StreamProperties.Groups(
                1_000, DataSize.ofMegabytes(1), receiptWindow, 10_000, Duration.ofMillis(250), receiptsWaiting);
    }

    /** So little room that next to nothing of groups is remembered. */
    static StreamProperties.Groups forgetful() {
        return new StreamProperties.Groups(1, DataSize.ofBytes(1), 1, 1, Duration.ofMillis(250), 1);
    }

    static StreamProperties properties(int bufferFrames, int pageSize, StreamProperties.Groups groups) {
        return new StreamProperties(
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                bufferFrames,
                DataSize.ofMegabytes(1),
                Duration.ofMinutes(1),
                10_000,
                10_000,
                1_000_000,
                Duration.ofSeconds(1),
                20,
                groups,
                new StreamProperties.Resume(
                        pageSize, 0, 5, Duration.ofMillis(1), Duration.ofSeconds(10), 4, Duration.ofSeconds(2)),
                new StreamProperties.Tickets(Duration.ofSeconds(30)));
    }

    static OpenStream unconnected(Caller caller) {
        return new OpenStream(
                caller,
                StreamLimits.of(properties(16, 16)),
                new StreamMetrics(new SimpleMeterRegistry()),
                new FakePushedLog(),
                new LatelyEnded(),
                () -> {});
    }

    Taken open(Caller caller, Start start) {
        return new Taken(gateway.open(caller, start, () -> {}));
    }

    /** A stream of whose events nothing is taken until it is asked for. */
    Held hold(Caller caller) {
        return new Held(gateway.open(caller, new Start.Now(), () -> {}));
    }

    /** Waits until the feed has heard everything that there is, and said so to all. */
    void awaitFeed() {
        UserId anybody = UserId.random();
        try (Taken taken = open(caller(anybody), new Start.Now())) {
            taken.await(log.append(Events.opened(Events.Chat.of(anybody, UserId.random()))));
        }
    }

    @Override
    public void close() {
        feed.stop();
        readSide.close();
        scheduler.dispose();
        timer.dispose();
    }

    /** A stream from which nothing was taken yet. */
    record Held(OpenStream stream) {

        /** Takes all that waits. */
        String takeAll() {
            StringBuffer text = new StringBuffer();
            stream.body(DefaultDataBufferFactory.sharedInstance)
                    .concatMap(chunk -> Flux.from(chunk), 1)
                    .map(Taken::read)
                    .subscribe(text::append);
            return text.toString();
        }
    }

    /** A stream and what was taken from it. */
    final class Taken implements AutoCloseable {

        private final OpenStream stream;
        private final Disposable taking;
        private final StringBuffer text = new StringBuffer();
        private final List<Throwable> failures = new CopyOnWriteArrayList<>();
        private final AtomicInteger writes = new AtomicInteger();

        Taken(OpenStream stream) {
            this.stream = stream;
            taking = stream.body(DefaultDataBufferFactory.sharedInstance)
                    .concatMap(chunk -> Flux.from(chunk), 1)
                    .map(Taken::read)
                    .subscribe(this::take, failures::add);
        }

        private void take(String chunk) {
            writes.incrementAndGet();
            text.append(chunk);
        }

        private static String read(DataBuffer buffer) {
            return buffer.toString(StandardCharsets.UTF_8);
        }

        /** How many writes there were. */
        int writes() {
            return writes.get();
        }

        /** The positions of the durable events that were taken, in order. */
        List<Long> positions() {
            return text.toString()
                    .lines()
                    .filter(line -> line.startsWith("id: "))
                    .skip(1)
                    .map(line -> Long.valueOf(line.substring(line.indexOf('.') + 1)))
                    .toList();
        }

        /** The marks taken last, as the data of their events. */
        List<String> receipts() {
            return text.toString()
                    .lines()
                    .filter(line -> line.contains("\"delivered\""))
                    .toList();
        }

        /** Waits until an event at this position was taken. */
        void await(long position) {
            String id = "id: " + log.epoch() + "." + position + "\n";
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> text.indexOf(id) >= 0 || !stream.isOpen());
        }

        boolean isOpen() {
            return stream.isOpen() && failures.isEmpty();
        }

        @Override
        public void close() {
            taking.dispose();
            gateway.release(stream);
        }
    }

    static Caller caller(UserId user) {
        return new Caller(user, DeviceId.random());
    }
}
