package io.parley.infra.media.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.contract.id.MediaId;
import io.parley.contract.media.ByteRange;
import io.parley.contract.media.MediaCheck;
import io.parley.contract.media.MediaCheck.Phase;
import io.parley.contract.media.MediaObjectId;
import io.parley.infra.media.check.KnownMedia.Listed;
import io.parley.infra.media.folder.FolderMediaStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;

class MediaCheckServiceTest {

    private static final Duration GRACE = Duration.ofHours(1);

    @TempDir
    Path folder;

    private final Known known = new Known();
    private FolderMediaStore store;
    private MediaCheckService checks;

    @BeforeEach
    void open() throws Exception {
        store = FolderMediaStore.open(folder.resolve("media"), 2, 100);
        checks = service(Clock.offset(Clock.systemUTC(), GRACE.multipliedBy(2)));
    }

    @AfterEach
    void close() {
        checks.close();
        store.close();
    }

    private MediaCheckService service(Clock clock) {
        return new MediaCheckService(store, known, new MediaCheckProperties(GRACE, 2), clock);
    }

    @Test
    void storeAndLogThatAgreeAreFoundToAgree() throws Exception {
        for (int i = 0; i < 5; i++) {
            stored(listed(true));
        }

        MediaCheck check = ended(false);

        assertThat(check.objects()).isEqualTo(10);
        assertThat(check.media()).isEqualTo(5);
        assertThat(List.of(check.orphans(), check.lost(), check.unlisted(), check.foreign()))
                .containsOnly(0L);
        assertThat(check.failure()).isNull();
    }

    @Test
    void whatNobodyKnowsIsReportedAndStays() throws Exception {
        MediaObjectId orphan = stored(MediaObjectId.of(MediaId.random()));
        MediaObjectId part = stored(MediaObjectId.ofPart(MediaId.random(), 12));

        MediaCheck check = ended(false);

        assertThat(check.orphans()).isEqualTo(2);
        assertThat(check.orphanBytes()).isEqualTo(10);
        assertThat(check.deleted()).isZero();
        assertThat(isThere(orphan)).isTrue();
        assertThat(isThere(part)).isTrue();
    }

    @Test
    void whatNobodyKnowsIsDeletedIfThatIsWantedAndNothingElseIs() throws Exception {
        List<MediaObjectId> kept = new ArrayList<>();
        List<MediaObjectId> orphans = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            kept.addAll(stored(listed(true)));
            orphans.add(stored(MediaObjectId.of(MediaId.random())));
        }
        MediaId logged = MediaId.random();
        known.logged.add(logged);
        kept.add(stored(MediaObjectId.of(logged)));
        kept.add(stored(new MediaObjectId("somebody-elses")));

        MediaCheck check = ended(true);

        assertThat(check.orphans()).isEqualTo(4);
        assertThat(check.deleted()).isEqualTo(4);
        assertThat(check.unlisted()).isEqualTo(1);
        assertThat(check.foreign()).isEqualTo(1);
        for (MediaObjectId id : kept) {
            assertThat(isThere(id)).isTrue();
        }
        for (MediaObjectId id : orphans) {
            assertThat(isThere(id)).isFalse();
        }
        assertThat(ended(true).orphans()).isZero();
    }

    @Test
    void mediaWithoutTheirObjectsAreNamed() throws Exception {
        stored(listed(true));
        MediaId gone = MediaId.random();
        list(gone, false);
        MediaId halfGone = MediaId.random();
        Listed half = list(halfGone, true);
        stored(half.objects().get(0));

        MediaCheck check = ended(false);

        assertThat(check.lost()).isEqualTo(2);
        assertThat(check.lostMedia()).containsExactlyInAnyOrder(gone, halfGone);
    }

    @Test
    void mediaThatAreDeletedDuringTheCheckAreNotLost() {
        MediaId deleted = MediaId.random();
        list(deleted, false);
        known.logged.remove(deleted);

        assertThat(ended(false).lost()).isZero();
    }

    @Test
    void whatIsYoungIsPassedOver() throws Exception {
        MediaObjectId young = stored(MediaObjectId.of(MediaId.random()));
        checks.close();
        checks = service(Clock.systemUTC());

        MediaCheck check = ended(true);

        assertThat(check.objects()).isZero();
        assertThat(isThere(young)).isTrue();
    }

    @Test
    void aTableThatCannotBeReadEndsTheCheckAndDeletesNothing() throws Exception {
        MediaObjectId orphan = stored(MediaObjectId.of(MediaId.random()));
        known.failure = new IllegalStateException("no");

        MediaCheck check = ended(true);

        assertThat(check.failure()).isNotNull();
        assertThat(check.deleted()).isZero();
        assertThat(isThere(orphan)).isTrue();
    }

    private MediaCheck ended(boolean mend) {
        MediaCheck begun = checks.start(mend);
        await().until(() -> checks.latest().orElseThrow().phase() == Phase.ENDED);
        MediaCheck ended = checks.latest().orElseThrow();
        assertThat(ended.checkId()).isEqualTo(begun.checkId());
        assertThat(ended.endedAt()).isNotNull();
        return ended;
    }

    private Listed listed(boolean withThumbnail) {
        return list(MediaId.random(), withThumbnail);
    }

    private Listed list(MediaId id, boolean withThumbnail) {
        Listed media = new Listed(
                id,
                withThumbnail
                        ? List.of(MediaObjectId.of(id), MediaObjectId.ofThumbnail(id))
                        : List.of(MediaObjectId.of(id)));
        known.table.put(id.toString(), media);
        known.logged.add(id);
        return media;
    }

    private List<MediaObjectId> stored(Listed media) throws Exception {
        for (MediaObjectId id : media.objects()) {
            stored(id);
        }
        return media.objects();
    }

    private MediaObjectId stored(MediaObjectId id) throws Exception {
        ByteBuffer bytes = ByteBuffer.wrap("bytes".getBytes(StandardCharsets.UTF_8));
        store.put(id, JdkFlowAdapter.publisherToFlowPublisher(Flux.just(bytes)))
                .toCompletableFuture()
                .get();
        return id;
    }

    private boolean isThere(MediaObjectId id) throws Exception {
        return store.get(id, ByteRange.all()).toCompletableFuture().get().isPresent();
    }

    /** What the tables and the log know, in memory. */
    private static final class Known implements KnownMedia {

        private final TreeMap<String, Listed> table = new TreeMap<>();
        private final Set<MediaId> logged = new HashSet<>();
        private @Nullable RuntimeException failure;

        @Override
        public Set<MediaId> listed(Collection<MediaId> ids) {
            if (failure != null) {
                throw failure;
            }
            Set<MediaId> listed = new HashSet<>(ids);
            listed.removeIf(id -> !table.containsKey(id.toString()));
            return listed;
        }

        @Override
        public boolean isInLog(MediaId id) {
            return logged.contains(id);
        }

        @Override
        public List<Listed> page(Optional<MediaId> after, Instant before, int limit) {
            return table.tailMap(after.map(MediaId::toString).orElse(""), false).values().stream()
                    .limit(limit)
                    .toList();
        }
    }
}
