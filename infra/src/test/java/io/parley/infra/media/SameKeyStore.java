package io.parley.infra.media;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.parley.contract.media.ByteRange;
import io.parley.contract.media.EncryptedMedia;
import io.parley.contract.media.MediaKey;
import io.parley.contract.media.MediaObjectId;
import io.parley.contract.media.MediaPage;
import io.parley.contract.media.MediaSlice;
import io.parley.contract.media.MediaStore;
import io.parley.contract.media.StoredMedia;
import io.parley.infra.media.encryption.EncryptionProperties;
import io.parley.infra.media.encryption.TinkEncryptedMediaStore;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Encrypts all objects under one key, so that what is said of any store can be asked of encryption over one. */
final class SameKeyStore implements MediaStore, AutoCloseable {

    private final MediaStore store;
    private final TinkEncryptedMediaStore encrypted;
    private final MediaKey key = MediaKey.random(new SecureRandom());

    SameKeyStore(MediaStore store) {
        this.store = store;
        this.encrypted =
                new TinkEncryptedMediaStore(store, new EncryptionProperties(2, 10_000), new SimpleMeterRegistry());
    }

    @Override
    public CompletionStage<Long> put(MediaObjectId id, Flow.Publisher<ByteBuffer> bytes) {
        return encrypted.put(media(id), bytes);
    }

    @Override
    public CompletionStage<Optional<MediaSlice>> get(MediaObjectId id, ByteRange range) {
        return encrypted.get(media(id), range);
    }

    @Override
    public CompletionStage<Void> delete(MediaObjectId id) {
        return store.delete(id);
    }

    /** With the sizes of the content, where that is as small as it is there. */
    @Override
    public CompletionStage<MediaPage> list(Instant olderThan, Optional<MediaObjectId> after, int limit) {
        long overhead = encrypted.storedSize(0);
        return store.list(olderThan, after, limit)
                .thenApply(page -> new MediaPage(
                        page.items().stream()
                                .map(item -> new StoredMedia(item.id(), item.size() - overhead, item.storedAt()))
                                .toList(),
                        page.next()));
    }

    @Override
    public CompletionStage<Void> check() {
        return store.check();
    }

    @Override
    public void close() {
        encrypted.close();
    }

    private EncryptedMedia media(MediaObjectId id) {
        return new EncryptedMedia(id, key, "test");
    }
}
