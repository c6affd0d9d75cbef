package io.parley.infra.media.seaweedfs;

import io.parley.infra.media.RemoteProperties;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/** Tries whether a SeaweedFS that is starting can store something. */
final class SeaweedProbe implements AutoCloseable {

    private static final Duration SHORT = Duration.ofSeconds(2);

    private final FilerMediaStore store;

    SeaweedProbe(URI filer) {
        store = new FilerMediaStore(filer, "/parley/start", new RemoteProperties(1, 1, SHORT, SHORT, SHORT, SHORT));
    }

    boolean succeeds() {
        try {
            store.check().toCompletableFuture().join();
            return true;
        } catch (CompletionException e) {
            return false;
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
