package io.parley.infra.media.check;

import io.parley.contract.media.MediaCheck;
import io.parley.contract.media.MediaChecks;
import io.parley.contract.media.MediaStore;
import io.parley.contract.media.MediaStoreUnavailableException;
import io.parley.infra.store.StoreFailures;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs checks, each on a thread of its own. */
final class MediaCheckService implements MediaChecks, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MediaCheckService.class);

    private final MediaStore store;
    private final KnownMedia known;
    private final MediaCheckProperties settings;
    private final Clock clock;
    private @Nullable Findings latest;
    private volatile boolean stopped;

    MediaCheckService(MediaStore store, KnownMedia known, MediaCheckProperties settings, Clock clock) {
        this.store = store;
        this.known = known;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public synchronized MediaCheck start(boolean mend) {
        if (latest == null || latest.seen().endedAt() != null) {
            Findings findings = new Findings(mend, clock.instant());
            latest = findings;
            Thread thread = new Thread(() -> run(findings), "parley-media-check");
            thread.setDaemon(true);
            thread.start();
        }
        return latest.seen();
    }

    @Override
    public synchronized Optional<MediaCheck> latest() {
        return Optional.ofNullable(latest).map(Findings::seen);
    }

    private void run(Findings findings) {
        try {
            new MediaCheckRun(store, known, settings, findings, () -> stopped).run();
            findings.end(clock.instant(), stopped ? "The node was stopped." : null);
            MediaCheck seen = findings.seen();
            log.info(
                    "The store of media was checked: {} objects, {} orphans ({} deleted), {} media, {} lost",
                    seen.objects(),
                    seen.orphans(),
                    seen.deleted(),
                    seen.media(),
                    seen.lost());
        } catch (RuntimeException e) {
            log.warn("The check of the store of media broke off", e);
            findings.end(clock.instant(), sentence(e));
        }
    }

    private static String sentence(RuntimeException failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof MediaStoreUnavailableException) {
            return "The store of media cannot be reached, or does not do its work.";
        }
        return StoreFailures.isUnavailable(cause)
                ? "The database cannot be reached."
                : "It broke off; the log of the node says why.";
    }

    @Override
    public void close() {
        stopped = true;
    }
}
