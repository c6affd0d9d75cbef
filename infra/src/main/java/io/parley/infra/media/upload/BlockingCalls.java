package io.parley.infra.media.upload;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.infra.concurrent.BoundedPool;
import io.parley.infra.store.StoreFailures;
import java.time.Duration;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** Calls what blocks on threads of its own, as many at once as may. What was begun is not cut short by a cancellation. */
final class BlockingCalls implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final BoundedPool threads;

    BlockingCalls(int size, int queue) {
        this.threads = new BoundedPool("uploads", size, queue);
    }

    /** What a call returns. */
    <T> Mono<T> call(Supplier<T> blocking) {
        return Mono.create(sink -> {
            if (!threads.tryExecute(() -> run(blocking, sink))) {
                sink.error(new Rejection(ErrorCode.OVERLOADED, "Too many uploads are under way; try again soon."));
            }
        });
    }

    /** A call that returns nothing. */
    Mono<Void> run(Runnable blocking) {
        return call(() -> {
                    blocking.run();
                    return true;
                })
                .then();
    }

    @Override
    public void close() {
        threads.close(PATIENCE);
    }

    private static <T> void run(Supplier<T> blocking, MonoSink<T> sink) {
        T result;
        try {
            result = blocking.get();
        } catch (RuntimeException e) {
            sink.error(StoreFailures.translated(e));
            return;
        }
        sink.success(result);
    }
}
