package io.parley.infra.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.parley.contract.id.MediaId;
import io.parley.contract.media.ByteRange;
import io.parley.contract.media.MediaObjectId;
import io.parley.contract.media.MediaSlice;
import io.parley.infra.media.folder.FolderMediaStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;

/** The media in a backup: as they are in the store, whole or not at all. */
class MediaBackupTest {

    @TempDir
    private Path folder;

    private final Map<MediaObjectId, String> objects = new LinkedHashMap<>();
    private Platform platform;
    private FolderMediaStore store;

    @BeforeEach
    void open() throws Exception {
        platform = Platform.started(folder);
        store = FolderMediaStore.open(folder.resolve("store"), 2, 100);
        for (String content : List.of("one", "", "x".repeat(200_000))) {
            MediaObjectId id = MediaObjectId.of(MediaId.random());
            put(store, id, content);
            objects.put(id, content);
        }
    }

    @AfterEach
    void close() {
        store.close();
        platform.close();
    }

    @Test
    void allObjectsAreInItAndComeBackIntoAnotherStore() throws Exception {
        Path backup = backUp("monday");
        RestoreSources sources = Platform.checked(backup, null);

        try (FolderMediaStore another = FolderMediaStore.open(folder.resolve("another"), 2, 100)) {
            assertThat(sources.haveMedia()).isTrue();
            assertThat(sources.restoreMedia(another, TransferProgress.silent())).isEqualTo(3);
            assertThat(sources.restoreMedia(another, TransferProgress.silent())).isEqualTo(3);

            for (Map.Entry<MediaObjectId, String> object : objects.entrySet()) {
                assertThat(content(another, object.getKey())).contains(object.getValue());
            }
        }
    }

    @Test
    void theyCanLieElsewhereThanTheEvents() throws Exception {
        Path events = platform.backUp("all", EnumSet.of(Part.EVENTS, Part.KEYRING, Part.LEDGER));
        Path media = folder.resolve("media-alone");
        new Backup(platform.server(), "1.2.3", TransferProgress.silent(), Optional.of(store))
                .write(media, EnumSet.of(Part.MEDIA));

        assertThat(RestoreSources.find(events, null, List.of()).haveMedia()).isFalse();
        assertThat(RestoreSources.find(events, null, List.of(), media).haveMedia())
                .isTrue();
    }

    @Test
    void anObjectThatIsNotTheOneThatWasWrittenIsFoundBeforeAnythingIsRestored() throws Exception {
        Path backup = backUp("monday");
        Files.writeString(fileOf(backup, "one"), "two");

        assertThatExceptionOfType(BackupProblem.class)
                .isThrownBy(() -> Platform.checked(backup, null))
                .withMessageContaining("an object is missing or is not the one that was written");
    }

    @Test
    void anObjectThatIsMissingIsFoundToo() throws Exception {
        Path backup = backUp("monday");
        Files.delete(fileOf(backup, "one"));

        assertThatExceptionOfType(BackupProblem.class)
                .isThrownBy(() -> Platform.checked(backup, null))
                .withMessageContaining("an object is missing");
    }

    @Test
    void aStoreThatIsAwayLeavesNoHalfABackup() throws Exception {
        store.close();
        Files.move(folder.resolve("store"), folder.resolve("unmounted"));
        try (FolderMediaStore away = FolderMediaStore.beside(folder.resolve("store"), 2, 100)) {
            Backup backup = new Backup(platform.server(), "1.2.3", TransferProgress.silent(), Optional.of(away));

            assertThatExceptionOfType(BackupProblem.class)
                    .isThrownBy(() -> backup.write(folder.resolve("monday"), EnumSet.allOf(Part.class)))
                    .withMessageContaining("--only");
        }
        assertThat(folder.resolve("monday")).doesNotExist();
    }

    private Path backUp(String name) {
        Path into = folder.resolve(name);
        new Backup(platform.server(), "1.2.3", TransferProgress.silent(), Optional.of(store))
                .write(into, EnumSet.allOf(Part.class));
        return into;
    }

    private static Path fileOf(Path backup, String content) throws IOException {
        try (Stream<Path> files = Files.walk(backup.resolve("media").resolve("objects"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> has(file, content))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static boolean has(Path file, String content) {
        try {
            return Files.size(file) == content.length()
                    && Files.readString(file).equals(content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void put(FolderMediaStore store, MediaObjectId id, String content) throws Exception {
        ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
        store.put(id, JdkFlowAdapter.publisherToFlowPublisher(Flux.just(bytes)))
                .toCompletableFuture()
                .get();
    }

    private static Optional<String> content(FolderMediaStore store, MediaObjectId id) throws Exception {
        Optional<MediaSlice> found =
                store.get(id, ByteRange.all()).toCompletableFuture().get();
        return found.map(slice -> JdkFlowAdapter.flowPublisherToFlux(slice.bytes())
                .map(buffer -> StandardCharsets.UTF_8.decode(buffer).toString())
                .reduce("", String::concat)
                .block());
    }
}
