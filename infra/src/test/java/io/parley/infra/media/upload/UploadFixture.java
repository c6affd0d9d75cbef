package io.parley.infra.media.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.parley.command.chat.ChatKeys;
import io.parley.command.media.MediaVault;
import io.parley.contract.Confidential;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MediaId;
import io.parley.contract.id.UserId;
import io.parley.contract.media.ByteRange;
import io.parley.contract.media.MediaCommand.UploadMedia;
import io.parley.contract.media.MediaContent;
import io.parley.contract.media.MediaReader;
import io.parley.contract.media.MediaSlice;
import io.parley.contract.media.MediaStore;
import io.parley.contract.media.NewUpload;
import io.parley.contract.media.StoredMedia;
import io.parley.contract.media.UploadPiece;
import io.parley.contract.media.UploadRef;
import io.parley.contract.media.UploadState;
import io.parley.infra.keyring.KeyShredder;
import io.parley.infra.keyring.TestNode;
import io.parley.infra.media.encryption.EncryptionProperties;
import io.parley.infra.media.encryption.TinkEncryptedMediaStore;
import io.parley.infra.media.folder.FolderMediaStore;
import io.parley.infra.postgres.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;

/** Uploads on a real database and a real store, with small parts. */
abstract class UploadFixture {

    static final int PART = 64 << 10;
    static final int LARGEST = 40 << 20;
    static final Duration LEASE = Duration.ofSeconds(1);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    final ChatId chat = ChatId.random();
    final UserId ada = UserId.random();
    final List<UploadMedia> known = new ArrayList<>();
    Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @SuppressWarnings("NullAway.Init")
    TestNode node;

    @SuppressWarnings("NullAway.Init")
    Outage store;

    @SuppressWarnings("NullAway.Init")
    TinkEncryptedMediaStore encrypted;

    @SuppressWarnings("NullAway.Init")
    CountingIntake intake;

    @SuppressWarnings("NullAway.Init")
    StoredUploads uploads;

    @SuppressWarnings("NullAway.Init")
    UploadSweep sweep;

    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        HikariDataSource database = TestNode.migrate(TestPostgres.freshDatabase());
        node = opened(TestNode.start(database, folder.resolve("data")));
        node.inTransaction(() -> node.get(ChatKeys.class).create(chat));
        store = new Outage(openStore());
        encrypted = opened(
                new TinkEncryptedMediaStore(store, new EncryptionProperties(2, 10_000), new SimpleMeterRegistry()));
        intake = new CountingIntake(encrypted);
        uploads = onAnotherNode();
    }

    @AfterEach
    void stop() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    MediaStore openStore() throws Exception {
        return opened(FolderMediaStore.open(folder.resolve("media"), 4, 10_000));
    }

    <T extends AutoCloseable> T opened(T part) {
        open.add(part);
        return part;
    }

    /** The same uploads, as another node sees them. */
    StoredUploads onAnotherNode() {
        UploadProperties settings = settings();
        BlockingCalls calls = opened(new BlockingCalls(3, 1_000));
        UploadLedger ledger = new UploadLedger(
                new UploadTable(node.jdbc()),
                node.get(MediaVault.class),
                node.get(MediaReader.class),
                node.get(KeyShredder.class),
                new TransactionTemplate(node.get(PlatformTransactionManager.class)),
                movable(),
                new SecureRandom(),
                settings);
        UploadCleaner cleaner = new UploadCleaner(store, ledger, calls);
        sweep = new UploadSweep(ledger, cleaner, settings);
        return new StoredUploads(
                ledger, new UploadLocks(ledger, calls, settings.lease()), cleaner, calls, encrypted, intake, settings);
    }

    UploadProperties settings() {
        return new UploadProperties(
                Duration.ofHours(24),
                3,
                DataSize.ofBytes(PART),
                1_000,
                Duration.ofSeconds(1),
                LEASE,
                3,
                1_000,
                Duration.ofMinutes(1),
                2,
                Duration.ofMinutes(1));
    }

    private Clock movable() {
        InstantSource source = () -> now;
        return source.withZone(ZoneOffset.UTC);
    }

    UploadRef newRef() {
        return new UploadRef(chat, MediaId.random(), ada);
    }

    UploadRef begun(long length) {
        UploadRef ref = newRef();
        done(uploads.begin(new NewUpload(ref, length, new Confidential("holiday.png"))));
        return ref;
    }

    UploadState append(UploadRef ref, long offset, byte[] bytes) {
        return done(uploads.append(ref, piece(offset, bytes)));
    }

    static UploadPiece piece(long offset, byte[] bytes) {
        return piece(offset, buffers(bytes));
    }

    static UploadPiece piece(long offset, Flux<ByteBuffer> bytes) {
        return new UploadPiece(offset, Optional.empty(), JdkFlowAdapter.publisherToFlowPublisher(bytes));
    }

    /** In pieces of an awkward size. */
    static Flux<ByteBuffer> buffers(byte[] bytes) {
        int size = 10_007;
        return Flux.range(0, (bytes.length + size - 1) / size)
                .map(i -> ByteBuffer.wrap(Arrays.copyOfRange(bytes, i * size, Math.min(bytes.length, (i + 1) * size))));
    }

    Optional<MediaId> finish(UploadRef ref) {
        return done(uploads.finish(ref, this::makeKnown));
    }

    CompletionStage<MediaId> makeKnown(UploadMedia media) {
        known.add(media);
        return CompletableFuture.completedStage(media.mediaId());
    }

    long offset(UploadRef ref) {
        return done(uploads.find(ref)).offset();
    }

    byte[] read(MediaContent content) {
        MediaSlice slice =
                done(encrypted.get(content.original(), ByteRange.all())).orElseThrow();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        JdkFlowAdapter.flowPublisherToFlux(slice.bytes())
                .doOnNext(buffer -> {
                    byte[] bytes = new byte[buffer.remaining()];
                    buffer.get(bytes);
                    all.writeBytes(bytes);
                })
                .blockLast();
        return all.toByteArray();
    }

    /** The names of the objects in the store. */
    List<String> objects() {
        return done(store.list(Instant.now().plusSeconds(60), Optional.empty(), 1_000)).items().stream()
                .map(StoredMedia::id)
                .map(Object::toString)
                .toList();
    }

    long rows(String table) {
        return node.jdbc()
                .sql("SELECT count(*) FROM work." + table)
                .query(Long.class)
                .single();
    }

    long mediaKeys() {
        return node.jdbc()
                .sql("SELECT count(*) FROM work.keyring WHERE kind = 'media'")
                .query(Long.class)
                .single();
    }

    static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    static <T> T done(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    static void assertRefused(CompletionStage<?> stage, ErrorCode code) {
        Throwable thrown = catchThrowable(() -> done(stage));
        assertThat(thrown).isInstanceOfSatisfying(Rejection.class, refused -> assertThat(refused.code())
                .isEqualTo(code));
    }

    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as(what).isNegative();
            Thread.sleep(10);
        }
    }
}
