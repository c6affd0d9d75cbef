package io.parley.infra.media.check;

import io.parley.contract.id.MediaId;
import io.parley.contract.media.ByteRange;
import io.parley.contract.media.MediaObjectId;
import io.parley.contract.media.MediaPage;
import io.parley.contract.media.MediaStore;
import io.parley.contract.media.StoredMedia;
import io.parley.infra.media.check.KnownMedia.Listed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * One check. First it looks through the store, then through the table, page by page. What is younger than the grace is passed over:
 * an object is in the store before the log knows of it, and in the log before it is gone from the store. Blocking.
 */
final class MediaCheckRun {

    private static final ByteRange FIRST_BYTE = new ByteRange(0, 0);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final MediaStore store;
    private final KnownMedia known;
    private final int page;
    private final Findings findings;
    private final Instant before;
    private final BooleanSupplier stopped;

    MediaCheckRun(
            MediaStore store,
            KnownMedia known,
            MediaCheckProperties settings,
            Findings findings,
            BooleanSupplier stopped) {
        this.store = store;
        this.known = known;
        this.page = settings.page();
        this.findings = findings;
        this.before = findings.beganAt().minus(settings.grace());
        this.stopped = stopped;
    }

    /** Runs to the end, unless the node stops. */
    void run() {
        Optional<MediaObjectId> after = Optional.empty();
        do {
            MediaPage objects = await(store.list(before, after, page));
            compare(objects.items());
            after = objects.next();
        } while (after.isPresent() && !stopped.getAsBoolean());
        findings.lookingForMedia();
        lookForMedia();
    }

    private void compare(List<StoredMedia> objects) {
        findings.lookedAt(objects.size());
        List<StoredMedia> ours = objects.stream()
                .filter(object -> object.id().mediaId().isPresent())
                .toList();
        findings.foundForeign(objects.size() - ours.size());
        Set<MediaId> listed = known.listed(mediaOf(ours));
        List<StoredMedia> orphans = new ArrayList<>();
        for (StoredMedia object : ours) {
            MediaId id = object.id().mediaId().orElseThrow();
            if (!listed.contains(id)) {
                sort(object, id, orphans);
            }
        }
        if (findings.mending()) {
            delete(orphans);
        }
    }

    /** The table may be wrong; what the log knows is never deleted. */
    private void sort(StoredMedia object, MediaId id, List<StoredMedia> orphans) {
        if (known.isInLog(id)) {
            findings.foundUnlisted();
        } else {
            findings.foundOrphan(object.size());
            orphans.add(object);
        }
    }

    private static Set<MediaId> mediaOf(List<StoredMedia> objects) {
        Set<MediaId> ids = new HashSet<>();
        objects.forEach(object -> object.id().mediaId().ifPresent(ids::add));
        return ids;
    }

    private void delete(List<StoredMedia> orphans) {
        for (StoredMedia orphan : orphans) {
            await(store.delete(orphan.id()));
            findings.deletedOrphans(1);
        }
    }

    private void lookForMedia() {
        Optional<MediaId> after = Optional.empty();
        List<Listed> media;
        do {
            media = known.page(after, before, page);
            media.forEach(this::lookFor);
            findings.lookedFor(media.size());
            after = media.isEmpty()
                    ? Optional.empty()
                    : Optional.of(media.get(media.size() - 1).mediaId());
        } while (after.isPresent() && !stopped.getAsBoolean());
    }

    /** Media that were deleted between the look into the table and the one into the store are not lost. */
    private void lookFor(Listed media) {
        boolean there = media.objects().stream()
                .allMatch(id -> await(store.get(id, FIRST_BYTE)).isPresent());
        if (!there && known.isInLog(media.mediaId())) {
            findings.foundLost(media.mediaId());
        }
    }

    /** Stores bound their own waits; this bounds what they may have overlooked. */
    private static <T> T await(CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        return future.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
    }
}
