package io.parley.infra.media.folder;

import io.parley.contract.media.ByteRange;
import io.parley.contract.media.MediaMissingException;
import io.parley.contract.media.MediaObjectId;
import io.parley.contract.media.MediaPage;
import io.parley.contract.media.MediaSlice;
import io.parley.contract.media.MediaStore;
import io.parley.contract.media.MediaStoreUnavailableException;
import io.parley.infra.media.SourceFailure;
import io.parley.infra.media.StoreFailures;
import io.parley.infra.startup.DurableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.springframework.util.FileSystemUtils;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Media as files in a folder of this machine. An object is written under a temporary name, forced to the disk, and then renamed;
 * the rename is forced too, so that what was acknowledged survives a power loss. One node owns the folder.
 *
 * <p>Files are read and written by a bounded number of threads; an object that waits for its caller holds none of them.
 */
public final class FolderMediaStore implements MediaStore, AutoCloseable {

    /** Buffers that are asked for before the disk has taken those before. */
    private static final int AHEAD = 2;

    private final Shards shards;
    private final Path drafts;
    private final Listing listing;
    private final Scheduler disk;

    private FolderMediaStore(Path folder, int threads, int queue) {
        this.shards = new Shards(folder.resolve("objects"));
        this.drafts = folder.resolve("drafts");
        this.listing = new Listing(shards);
        this.disk = Schedulers.newBoundedElastic(threads, queue, "parley-media-disk");
    }

    /**
     * Opens a folder, which is made if need be. What puts that were cut off have left in it is removed.
     *
     * @param threads how many threads read and write
     * @param queue how many steps may wait for each of them; beyond that the store is unavailable
     */
    public static FolderMediaStore open(Path folder, int threads, int queue) throws IOException {
        FolderMediaStore store = new FolderMediaStore(folder, threads, queue);
        Files.createDirectories(store.shards.root());
        FileSystemUtils.deleteRecursively(store.drafts);
        Files.createDirectory(store.drafts);
        DurableFile.sync(folder);
        return store;
    }

    /**
     * Opens a folder that another process may be working on, in order to read it. Nothing is made or removed.
     *
     * @param threads how many threads read
     * @param queue how many steps may wait for each of them
     */
    public static FolderMediaStore beside(Path folder, int threads, int queue) {
        return new FolderMediaStore(folder, threads, queue);
    }

    /** Whether a folder has been one for media. */
    public static boolean isIn(Path folder) {
        return Files.isDirectory(folder.resolve("objects"));
    }

    @Override
    public CompletionStage<Long> put(MediaObjectId id, Flow.Publisher<ByteBuffer> bytes) {
        Flux<ByteBuffer> source = SourceFailure.mark(JdkFlowAdapter.flowPublisherToFlux(bytes));
        Mono<Long> written = Mono.usingWhen(
                onDisk(() -> Draft.at(drafts.resolve(UUID.randomUUID().toString()))),
                draft -> source.publishOn(disk, AHEAD)
                        .concatMap(buffer -> Mono.fromCallable(() -> write(draft, buffer)), 0)
                        .then(onDisk(() -> publish(draft, id))),
                draft -> Mono.empty(),
                (draft, failure) -> discard(draft),
                this::discard);
        return SourceFailure.unmark(written, StoreFailures::translate).toFuture();
    }

    @Override
    public CompletionStage<Optional<MediaSlice>> get(MediaObjectId id, ByteRange range) {
        return bounded(() -> find(id).map(file -> slice(id, file.size(), range)));
    }

    @Override
    public CompletionStage<Void> delete(MediaObjectId id) {
        return bounded(() -> {
                    Path path = shards.path(id);
                    if (find(id).isPresent() && Files.deleteIfExists(path)) {
                        DurableFile.sync(path.resolveSibling(""));
                    }
                    return true;
                })
                .thenAccept(deleted -> {});
    }

    @Override
    public CompletionStage<MediaPage> list(Instant olderThan, Optional<MediaObjectId> after, int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new IllegalArgumentException("a page has 1 to " + LARGEST_PAGE + " objects");
        }
        return bounded(() -> {
            requireRoot();
            return listing.page(olderThan, after, limit);
        });
    }

    /** Looks whether a file can be made, which a disk that is away, full or read-only does not let one do. */
    @Override
    public CompletionStage<Void> check() {
        return bounded(() -> {
                    requireRoot();
                    Draft.at(drafts.resolve(UUID.randomUUID().toString())).discard();
                    return true;
                })
                .thenAccept(made -> {});
    }

    /** Ends the threads; what is under way fails. */
    @Override
    public void close() {
        disk.dispose();
    }

    private MediaSlice slice(MediaObjectId id, long size, ByteRange range) {
        long length = range.lengthWithin(size);
        Flux<ByteBuffer> bytes = FileBytes.read(shards.path(id), size, range.first(), length)
                .subscribeOn(disk)
                .onErrorMap(e -> e instanceof NoSuchFileException ? missing(id) : StoreFailures.translate(e));
        return new MediaSlice(size, length, JdkFlowAdapter.publisherToFlowPublisher(bytes));
    }

    private Throwable missing(MediaObjectId id) {
        return Files.isDirectory(shards.root())
                ? new MediaMissingException(id)
                : new MediaStoreUnavailableException("The folder for media is gone", null);
    }

    private Optional<BasicFileAttributes> find(MediaObjectId id) throws IOException {
        try {
            return Optional.of(Files.readAttributes(shards.path(id), BasicFileAttributes.class));
        } catch (NoSuchFileException e) {
            requireRoot();
            return Optional.empty();
        }
    }

    /** A disk that is not mounted must not look like one from which everything was deleted. */
    private void requireRoot() throws IOException {
        if (!Files.isDirectory(shards.root())) {
            throw new NoSuchFileException(shards.root().toString());
        }
    }

    private long publish(Draft draft, MediaObjectId id) throws IOException {
        requireRoot();
        shards.prepare(id);
        return draft.publish(shards.path(id));
    }

    private static boolean write(Draft draft, ByteBuffer bytes) throws IOException {
        draft.write(bytes);
        return true;
    }

    private Mono<Void> discard(Draft draft) {
        return onDisk(() -> {
                    draft.discard();
                    return true;
                })
                .then();
    }

    private <T> CompletionStage<T> bounded(Callable<T> work) {
        return onDisk(work).onErrorMap(StoreFailures::translate).toFuture();
    }

    private <T> Mono<T> onDisk(Callable<T> work) {
        return Mono.fromCallable(work).subscribeOn(disk);
    }
}
