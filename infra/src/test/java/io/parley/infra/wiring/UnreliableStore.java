package io.parley.infra.wiring;

import io.parley.contract.media.ByteRange;
import io.parley.contract.media.MediaObjectId;
import io.parley.contract.media.MediaPage;
import io.parley.contract.media.MediaSlice;
import io.parley.contract.media.MediaStore;
import io.parley.contract.media.MediaStoreUnavailableException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** A node's store of media, which deletes nothing while a test says so. */
final class UnreliableStore implements MediaStore {

    /** A setting with which it deletes nothing from its start on. */
    static final String FAILS = "test.media-store.fails";

    private final MediaStore store;
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean failing;

    private UnreliableStore(MediaStore store, boolean fails) {
        this.store = store;
        this.failing = fails;
    }

    /** Refuses deletes from now on, or no more. */
    void fail(boolean fails) {
        failing = fails;
    }

    /** How many deletes it refused. */
    int refused() {
        return refused.get();
    }

    @Override
    public CompletionStage<Void> delete(MediaObjectId id) {
        if (failing) {
            refused.incrementAndGet();
            return CompletableFuture.failedFuture(new MediaStoreUnavailableException("down", null));
        }
        return store.delete(id);
    }

    @Override
    public CompletionStage<Long> put(MediaObjectId id, Flow.Publisher<ByteBuffer> bytes) {
        return store.put(id, bytes);
    }

    @Override
    public CompletionStage<Optional<MediaSlice>> get(MediaObjectId id, ByteRange range) {
        return store.get(id, range);
    }

    @Override
    public CompletionStage<MediaPage> list(Instant olderThan, Optional<MediaObjectId> after, int limit) {
        return store.list(olderThan, after, limit);
    }

    @Override
    public CompletionStage<Void> check() {
        return store.check();
    }

    /** Puts it before the store of a node. */
    @Configuration(proxyBeanMethods = false)
    static class Wiring {

        @Bean
        static BeanPostProcessor unreliable(Environment settings) {
            boolean fails = settings.getProperty(FAILS, Boolean.class, false);
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return name.equals("mediaStore") ? new UnreliableStore((MediaStore) bean, fails) : bean;
                }
            };
        }
    }
}
