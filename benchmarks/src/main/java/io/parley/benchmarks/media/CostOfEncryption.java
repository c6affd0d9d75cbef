package io.parley.benchmarks.media;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.parley.benchmarks.Medians;
import io.parley.benchmarks.contest.ProcessorTime;
import io.parley.contract.media.ByteRange;
import io.parley.contract.media.EncryptedMedia;
import io.parley.contract.media.MediaKey;
import io.parley.contract.media.MediaObjectId;
import io.parley.contract.media.MediaSlice;
import io.parley.infra.media.RemoteProperties;
import io.parley.infra.media.encryption.EncryptionProperties;
import io.parley.infra.media.encryption.TinkEncryptedMediaStore;
import io.parley.infra.media.seaweedfs.FilerMediaStore;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;

/** The store of media without encryption and with it, in this process, in turns, over the same filer. */
final class CostOfEncryption implements AutoCloseable {

    static final String PUT_PLAIN = "put, plain";
    static final String PUT = "put, encrypted";
    static final String GET_PLAIN = "get, plain";
    static final String GET = "get, encrypted";

    private static final int BUFFER = 64 * 1024;
    private static final long PATIENCE_SECONDS = 300;
    private static final double GIB = 1 << 30;
    private static final Duration IDLE = Duration.ofSeconds(15);
    private static final MediaObjectId ID = new MediaObjectId("bench");

    private final int size;
    private final FilerMediaStore plain;
    private final TinkEncryptedMediaStore encrypted;
    private final EncryptedMedia media;
    private final byte[] noise = new byte[BUFFER];
    private final ProcessorTime self = ProcessorTime.of(ProcessHandle.current().pid());
    private final List<Double> putting = new ArrayList<>();
    private final List<Double> getting = new ArrayList<>();

    CostOfEncryption(URI filer, int size) {
        this.size = size / BUFFER * BUFFER;
        RemoteProperties remote = new RemoteProperties(10, 100, Duration.ofSeconds(2), IDLE, IDLE, IDLE);
        this.plain = new FilerMediaStore(filer, "/bench/store", remote);
        this.encrypted =
                new TinkEncryptedMediaStore(plain, new EncryptionProperties(2, 1_000), new SimpleMeterRegistry());
        SecureRandom random = new SecureRandom();
        random.nextBytes(noise);
        this.media = new EncryptedMedia(ID, MediaKey.random(random), "bench");
    }

    /** Measures, after rounds that do not count, for so long. */
    Rates measure(Duration warmUp, int rounds) throws Exception {
        long began = System.nanoTime();
        do {
            round(new Rates(size));
        } while (System.nanoTime() - began < warmUp.toNanos());
        putting.clear();
        getting.clear();
        Rates rates = new Rates(size);
        for (int round = 1; round <= rounds; round++) {
            round(rates);
        }
        return rates;
    }

    /** How many seconds of a processor it takes to encrypt a GiB. */
    double encrypting() {
        return Medians.of(putting);
    }

    /** How many seconds of a processor it takes to decrypt a GiB. */
    double decrypting() {
        return Medians.of(getting);
    }

    private void round(Rates rates) throws Exception {
        double put =
                timed(rates, PUT_PLAIN, () -> await(plain.put(ID, JdkFlowAdapter.publisherToFlowPublisher(content()))));
        double get = timed(rates, GET_PLAIN, () -> read(await(plain.get(ID, ByteRange.all()))));
        double encryptedPut = timed(
                rates, PUT, () -> await(encrypted.put(media, JdkFlowAdapter.publisherToFlowPublisher(content()))));
        double encryptedGet = timed(rates, GET, () -> read(await(encrypted.get(media, ByteRange.all()))));
        putting.add((encryptedPut - put) * GIB / size);
        getting.add((encryptedGet - get) * GIB / size);
    }

    /** Notes how long it took; gives how long processors worked on it here. */
    private double timed(Rates rates, String what, Callable<Long> transfer) throws Exception {
        double before = self.seconds();
        long began = System.nanoTime();
        long bytes = transfer.call();
        rates.add(what, (System.nanoTime() - began) / 1e9);
        if (bytes != size) {
            throw new IllegalStateException("%d of %d bytes: %s".formatted(bytes, size, what));
        }
        return self.seconds() - before;
    }

    private Flux<ByteBuffer> content() {
        return Flux.range(0, size / BUFFER).map(number -> ByteBuffer.wrap(noise));
    }

    private static long read(Optional<MediaSlice> found) throws Exception {
        Flux<ByteBuffer> bytes =
                JdkFlowAdapter.flowPublisherToFlux(found.orElseThrow().bytes());
        return await(bytes.reduce(0L, (sum, buffer) -> sum + buffer.remaining()).toFuture());
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        encrypted.close();
        plain.close();
    }
}
