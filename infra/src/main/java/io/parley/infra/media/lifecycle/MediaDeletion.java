package io.parley.infra.media.lifecycle;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.contract.media.MediaCommand.DeleteMedia;
import io.parley.contract.media.MediaObjectId;
import io.parley.contract.media.MediaStore;
import io.parley.infra.keyring.KeyShredder;
import io.parley.infra.media.lifecycle.DoomedMedia.Doomed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what is doomed: first the objects, until the store confirms; then the event that says so; then the row. Whoever is cut off in
 * between begins again with that one, for each of these may be repeated. What the store does not take waits, each time for longer.
 * For one thread.
 */
final class MediaDeletion {

    private static final Logger log = LoggerFactory.getLogger(MediaDeletion.class);
    private static final int MOST_DOUBLINGS = 20;

    /** So many times the patience one is taken for: what the store and the log may take, and then some. */
    private static final int LEASE = 3;

    private final DoomedMedia doomed;
    private final MediaStore store;
    private final MediaCommands commands;
    private final KeyShredder keys;
    private final DeletionProperties settings;
    private final Clock clock;
    private final Counter deleted;
    private final Counter failed;
    private boolean failing;

    MediaDeletion(
            DoomedMedia doomed,
            MediaStore store,
            MediaCommands commands,
            KeyShredder keys,
            DeletionProperties settings,
            Clock clock,
            MeterRegistry meters) {
        this.doomed = doomed;
        this.store = store;
        this.commands = commands;
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
        this.deleted = meters.counter("parley.media.deleted");
        this.failed = meters.counter("parley.media.deletions.failed");
        Gauge.builder("parley.media.deletions.waiting", doomed, DoomedMedia::count)
                .description("How many media had to go and are not confirmed to be gone")
                .register(meters);
    }

    /** What came of one. */
    private enum Outcome {
        /** The store is rid of it, and an event says so. */
        DELETED,
        /** The store is rid of it, and there is nobody to say so: the event of its upload did not come into the log. */
        UNKNOWN,
        /** To be tried again. */
        FAILED
    }

    /** Takes some of what is due and deletes it; tells whether there may be more that can be deleted. */
    boolean step() {
        Instant now = clock.instant();
        Duration lease = settings.patience().multipliedBy(LEASE);
        List<Doomed> taken = doomed.take(now, now.plus(lease), settings.batch());
        List<CompletableFuture<Outcome>> attempts =
                taken.stream().map(this::delete).toList();
        int refused = 0;
        for (int one = 0; one < taken.size(); one++) {
            refused += settle(taken.get(one), attempts.get(one).join()) ? 0 : 1;
        }
        tell(taken.size(), refused);
        return refused == 0 && taken.size() == settings.batch();
    }

    /** Runs on threads of the store and of the command bus, and blocks none of them. */
    private CompletableFuture<Outcome> delete(Doomed media) {
        CompletableFuture<?>[] objects =
                media.objects().stream().map(this::delete).toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(objects)
                .orTimeout(settings.patience().toMillis(), TimeUnit.MILLISECONDS)
                .thenCompose(confirmed -> commands.begin(new DeleteMedia(media.mediaId(), media.reason())))
                .handle((known, failure) ->
                        failure != null ? Outcome.FAILED : known ? Outcome.DELETED : Outcome.UNKNOWN);
    }

    private CompletableFuture<Void> delete(MediaObjectId object) {
        try {
            return store.delete(object).toCompletableFuture();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private boolean settle(Doomed media, Outcome outcome) {
        if (outcome == Outcome.FAILED) {
            failed.increment();
            doomed.putBack(media.mediaId(), clock.instant().plus(waitAfter(media.tries())));
            return false;
        }
        if (outcome == Outcome.UNKNOWN) {
            keys.shredLeaves(List.of(media.key()));
        }
        doomed.remove(media.mediaId());
        deleted.increment();
        return true;
    }

    private Duration waitAfter(int tries) {
        Duration wait = settings.firstRetry().multipliedBy(1L << Math.min(tries - 1, MOST_DOUBLINGS));
        return wait.compareTo(settings.longestRetry()) < 0 ? wait : settings.longestRetry();
    }

    /** Once when it begins and once when it is over, for an outage may last. */
    private void tell(int taken, int refused) {
        if (refused > 0 && !failing) {
            log.warn("{} of {} media could not be deleted; they wait, and are tried again", refused, taken);
        } else if (taken > 0 && refused == 0 && failing) {
            log.info("Media can be deleted again");
        }
        failing = refused > 0 || (failing && taken == 0);
    }
}
