package io.parley.infra.media.encryption;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.parley.contract.media.ByteRange;
import io.parley.contract.media.EncryptedMedia;
import io.parley.contract.media.MediaKey;
import io.parley.contract.media.MediaObjectId;
import io.parley.contract.media.MediaSlice;
import io.parley.infra.media.folder.FolderMediaStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;

/** The encrypting store over a real folder, for tests that look at content or at what is stored as a whole. */
final class EncryptedFolder implements AutoCloseable {

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final TinkEncryptedMediaStore store;
    private final FolderMediaStore folder;
    private final Path path;

    private EncryptedFolder(Path path) throws IOException {
        this.path = path;
        this.folder = FolderMediaStore.open(path, 4, 10_000);
        this.store = new TinkEncryptedMediaStore(folder, new EncryptionProperties(2, 10_000), meters);
    }

    static EncryptedFolder open() throws IOException {
        return new EncryptedFolder(Files.createTempDirectory("parley-encrypted-media"));
    }

    static EncryptedMedia newMedia() {
        return new EncryptedMedia(
                new MediaObjectId(UUID.randomUUID().toString()), MediaKey.random(new SecureRandom()), "chat/1");
    }

    /** Stores content that comes in buffers of the given sizes, over and over; they may be 0. */
    void put(EncryptedMedia media, byte[] content, List<Integer> buffers) {
        done(store.put(media, publisher(content, buffers)));
    }

    byte[] get(EncryptedMedia media, ByteRange range) {
        return read(slice(media, range));
    }

    MediaSlice slice(EncryptedMedia media, ByteRange range) {
        return done(store.get(media, range)).orElseThrow();
    }

    /** What is in the store. */
    byte[] stored(MediaObjectId id) {
        return read(done(folder.get(id, ByteRange.all())).orElseThrow());
    }

    /** Stores bytes as they are. */
    void store(MediaObjectId id, byte[] stored) {
        done(folder.put(id, publisher(stored, List.of(100_000))));
    }

    /** The file that an object is in. */
    Path file(MediaObjectId id) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(file -> file.endsWith(id.value())).findFirst().orElseThrow();
        }
    }

    static byte[] read(MediaSlice slice) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        readInto(all, slice);
        return all.toByteArray();
    }

    /** Reads; what came before a failure is there, too. */
    static void readInto(ByteArrayOutputStream all, MediaSlice slice) {
        JdkFlowAdapter.flowPublisherToFlux(slice.bytes())
                .doOnNext(buffer -> {
                    byte[] bytes = new byte[buffer.remaining()];
                    buffer.get(bytes);
                    all.writeBytes(bytes);
                })
                .blockLast();
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

    @Override
    public void close() throws IOException {
        store.close();
        folder.close();
        FileSystemUtils.deleteRecursively(path);
    }

    private static Flow.Publisher<ByteBuffer> publisher(byte[] bytes, List<Integer> buffers) {
        return JdkFlowAdapter.publisherToFlowPublisher(Flux.generate(() -> new int[2], (state, sink) -> {
            if (state[0] == bytes.length) {
                sink.complete();
                return state;
            }
            int size = Math.min(buffers.get(state[1]++ % buffers.size()), bytes.length - state[0]);
            sink.next(ByteBuffer.wrap(Arrays.copyOfRange(bytes, state[0], state[0] + size)));
            state[0] += size;
            return state;
        }));
    }
}
