package io.parley.infra.media;

import io.parley.contract.media.ByteRange;
import io.parley.contract.media.MediaSlice;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;

/** One slice on its way from a store: watched for silence of the store, and for being whole. */
public final class Transfer {

    private final long length;
    private final Duration silence;
    private final StoreWatch watch = new StoreWatch();
    private final AtomicLong wanted = new AtomicLong();
    private final AtomicLong received = new AtomicLong();

    /**
     * A transfer to one subscriber.
     *
     * @param length how many bytes there must be
     * @param silence how long the store may bring nothing of what is asked for
     */
    public Transfer(long length, Duration silence) {
        this.length = length;
        this.silence = silence;
    }

    /** Reads from a store, each time that somebody subscribes. */
    @FunctionalInterface
    public interface Reader {

        /** So many bytes of an object, beginning at one of them. */
        Flux<ByteBuffer> read(long first, long length);
    }

    /** What is in a range of an object. Ranges are worked out here, alike for every store. */
    public static MediaSlice slice(long size, ByteRange range, Duration silence, Reader reader) {
        long length = range.lengthWithin(size);
        Flux<ByteBuffer> bytes = length == 0
                ? Flux.empty()
                : Flux.defer(() -> new Transfer(length, silence).of(reader.read(range.first(), length)))
                        .onErrorMap(StoreFailures::translate);
        return new MediaSlice(size, length, JdkFlowAdapter.publisherToFlowPublisher(bytes));
    }

    /** The same bytes; fails if they end early, or the store falls silent while something is asked for. */
    public Flux<ByteBuffer> of(Flux<ByteBuffer> bytes) {
        return watch.over(bytes.doOnRequest(this::ask).doOnNext(this::count).doOnComplete(this::requireWhole));
    }

    private void ask(long more) {
        wanted.accumulateAndGet(more, Transfer::add);
        watch.await(silence);
    }

    private void count(ByteBuffer bytes) {
        received.addAndGet(bytes.remaining());
        if (wanted.updateAndGet(n -> n == Long.MAX_VALUE ? n : n - 1) == 0) {
            watch.stop();
            if (wanted.get() > 0) { // more was asked for meanwhile, by another thread
                watch.await(silence);
            }
        } else {
            watch.await(silence);
        }
    }

    private void requireWhole() {
        if (received.get() != length) {
            throw StoreFailures.unexpected("%d bytes of %d".formatted(received.get(), length));
        }
    }

    private static long add(long a, long b) {
        return Long.MAX_VALUE - a < b ? Long.MAX_VALUE : a + b;
    }
}
