package io.parley.infra.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.contract.media.ByteRange;
import io.parley.contract.media.MediaMissingException;
import io.parley.contract.media.MediaObjectId;
import io.parley.contract.media.MediaSlice;
import io.parley.contract.media.MediaStore;
import io.parley.contract.media.MediaStoreUnavailableException;
import io.parley.contract.media.StoredMedia;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What every store of media must do. Each is tried on the real thing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MediaStoreContract extends MediaFixture {

    // SeaweedFS cuts objects into chunks of 4 MiB, our S3 adapter into parts of 5 MiB, files are read in 64 KiB.
    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                1,
                2,
                BUFFER - 1,
                BUFFER,
                BUFFER + 1,
                65_536,
                65_537,
                (4 << 20) - 1,
                4 << 20,
                (4 << 20) + 1,
                5 << 20,
                (5 << 20) + 1,
                8 << 20,
                10 << 20,
                SEVERAL_MIB
            })
    void whatIsPutIsReadBackWhole(long size) throws Exception {
        MediaObjectId id = newId();

        assertThat(done(store().put(id, Source.of(CONTENT, size, BUFFER)))).isEqualTo(size);

        assertHolds(id, CONTENT, size);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1_000, 1 << 20, 9 << 20})
    void buffersOfAnySizeAreTaken(int buffer) throws Exception {
        MediaObjectId id = newId();
        long size = buffer == 1 ? 3_000 : Math.max(20_001, 2L * buffer + 5);

        done(store().put(id, Source.of(CONTENT, size, buffer)));

        assertHolds(id, CONTENT, size);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 1",
        "0, 1, 2",
        "1, 1, 1",
        "0, 9437183, 9437184",
        "0, 9437184, 9437184",
        "9437183, 9437183, 1",
        "9437183, 9223372036854775807, 1",
        "4194303, 4194304, 2",
        "4194304, 4194304, 1",
        "4194303, 8388608, 4194306",
        "5242879, 5242880, 2",
        "65535, 65536, 2",
        "9437184, 9437184, 0",
        "9437184, 9223372036854775807, 0",
        "20000000, 30000000, 0"
    })
    void aRangeHasItsBytesAndNoOthers(long first, long last, long length) throws Exception {
        long size = 9 << 20;
        MediaObjectId id = rangedObject(size);

        MediaSlice slice = done(store().get(id, new ByteRange(first, last))).orElseThrow();

        assertThat(slice.size()).isEqualTo(size);
        assertThat(slice.length()).isEqualTo(length);
        assertThat(read(slice, CONTENT, first)).isEqualTo(length);
    }

    @Test
    void anEmptyObjectHasNoBytesInAnyRange() throws Exception {
        MediaObjectId id = newId();
        done(store().put(id, Source.of(CONTENT, 0, BUFFER)));

        for (ByteRange range : List.of(ByteRange.all(), ByteRange.from(1), new ByteRange(0, 0))) {
            MediaSlice slice = done(store().get(id, range)).orElseThrow();
            assertThat(slice.size()).isZero();
            assertThat(slice.length()).isZero();
            assertThat(read(slice, CONTENT, 0)).isZero();
        }
    }

    @Test
    void whatIsNotThereIsAnsweredWithNothing() throws Exception {
        assertThat(done(store().get(newId(), ByteRange.all()))).isEmpty();
    }

    @Test
    void aSliceMayBeReadTwiceAndNotAtAll() throws Exception {
        MediaObjectId id = put(CONTENT, 100_000);

        for (int i = 0; i < 300; i++) {
            assertThat(done(store().get(id, ByteRange.all()))).isPresent();
        }

        MediaSlice slice = done(store().get(id, ByteRange.all())).orElseThrow();
        assertThat(read(slice, CONTENT, 0)).isEqualTo(100_000);
        assertThat(read(slice, CONTENT, 0)).isEqualTo(100_000);
    }

    @Test
    void whatIsDeletedIsGoneAndDeletingTwiceIsTheSame() throws Exception {
        MediaObjectId id = put(CONTENT, 5_000);
        MediaSlice slice = done(store().get(id, ByteRange.all())).orElseThrow();

        done(store().delete(id));

        assertThat(done(store().get(id, ByteRange.all()))).isEmpty();
        assertThatThrownBy(() -> read(slice, CONTENT, 0)).isInstanceOf(MediaMissingException.class);
        done(store().delete(id));
        done(store().delete(newId()));
        assertThat(listed(Instant.now().plusSeconds(60))).doesNotContain(id);
    }

    @Test
    void whatIsPutAgainTakesTheOldOnesPlace() throws Exception {
        MediaObjectId id = put(OTHER, SEVERAL_MIB);

        done(store().put(id, Source.of(CONTENT, 1_234, BUFFER)));
        assertHolds(id, CONTENT, 1_234);

        done(store().put(id, Source.of(OTHER, 6 << 20, BUFFER)));
        assertHolds(id, OTHER, 6 << 20);

        done(store().put(id, Source.of(OTHER, 0, BUFFER)));
        assertHolds(id, OTHER, 0);
    }

    @Test
    void whatWasDeletedCanBePutAgain() throws Exception {
        MediaObjectId id = put(OTHER, 10);
        done(store().delete(id));

        done(store().put(id, Source.of(CONTENT, 20, BUFFER)));

        assertHolds(id, CONTENT, 20);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, BUFFER, 4 << 20, 5 << 20, 8 << 20, SEVERAL_MIB - 1, SEVERAL_MIB})
    void aPutWhosePublisherFailsLeavesNothingAndSaysWithWhat(long after) throws Exception {
        MediaObjectId id = newId();
        IOException gone = new IOException("the client went away");

        CompletionStage<Long> put =
                store().put(id, Source.of(CONTENT, SEVERAL_MIB, BUFFER).failingAt(after, gone));

        assertThatThrownBy(() -> done(put)).isSameAs(gone);
        assertNothingVisible(id);
    }

    @Test
    void aPutThatFailsLeavesWhatWasThereBefore() throws Exception {
        MediaObjectId id = put(OTHER, 4_321);

        CompletionStage<Long> put =
                store().put(id, Source.of(CONTENT, SEVERAL_MIB, BUFFER).failingAt(9 << 20, new IOException("gone")));

        assertThatThrownBy(() -> done(put)).isInstanceOf(IOException.class);
        assertHolds(id, OTHER, 4_321);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 4 << 20, 5 << 20, SEVERAL_MIB - 1})
    void aPutThatIsCancelledLeavesNothing(long after) throws Exception {
        MediaObjectId id = newId();
        Source source = Source.of(CONTENT, SEVERAL_MIB, BUFFER).silentFrom(after);
        CompletableFuture<Long> put = store().put(id, source).toCompletableFuture();
        await("the store takes what there is", () -> source.given() == after);

        put.cancel(true);

        await("the source hears of it", () -> source.isCancelled() || !source.isSubscribed());
        assertNothingVisible(id);
    }

    @Test
    void manyMayPutAndReadAtOnce() throws Exception {
        List<MediaObjectId> ids = IntStream.range(0, 40).mapToObj(i -> newId()).toList();
        List<CompletableFuture<Long>> puts = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            puts.add(store().put(ids.get(i), Source.of(new Pattern(i), 400_000L + i, BUFFER))
                    .toCompletableFuture());
        }
        for (int i = 0; i < ids.size(); i++) {
            assertThat(done(puts.get(i))).isEqualTo(400_000L + i);
        }
        List<Reader> readers = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            Reader reader = new Reader(new Pattern(i), 0);
            done(store().get(ids.get(i), ByteRange.all())).orElseThrow().bytes().subscribe(reader);
            readers.add(reader);
        }
        for (int i = 0; i < ids.size(); i++) {
            assertThat(done(readers.get(i).ended())).isEqualTo(400_000L + i);
        }
    }

    @Test
    void ofManyWhoPutTheSameNameAtOnceOneWinsWhole() throws Exception {
        MediaObjectId id = newId();
        List<CompletableFuture<Long>> puts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            puts.add(store().put(id, Source.of(new Pattern(i), 6_000_000L + i, BUFFER))
                    .toCompletableFuture());
        }
        for (CompletableFuture<Long> put : puts) {
            done(put);
        }

        long size = done(store().get(id, ByteRange.all())).orElseThrow().size();

        assertThat(size).isBetween(6_000_000L, 6_000_007L);
        assertHolds(id, new Pattern(size - 6_000_000L), size);
    }

    @Test
    void aPutAsksForNoMoreThanItCanTake() throws Exception {
        Source source = Source.of(CONTENT, SEVERAL_MIB, BUFFER);

        done(store().put(newId(), source));

        assertThat(source.mostDemanded()).isBetween(1L, (long) tested().mostAhead());
    }

    @Test
    void aSlowReaderIsBroughtNoMoreThanItAsksFor() throws Exception {
        MediaObjectId id = put(CONTENT, SEVERAL_MIB);
        Reader slow = new Reader(CONTENT, 0, 0);
        done(store().get(id, ByteRange.all())).orElseThrow().bytes().subscribe(slow);

        for (int asked = 0; asked < 20; asked++) {
            assertThat(slow.buffers()).isEqualTo(asked);
            slow.request(1);
            int expected = asked + 1;
            await("one more buffer", () -> slow.buffers() >= expected);
        }
        Thread.sleep(200);
        assertThat(slow.buffers()).isEqualTo(20);
        assertThat(slow.ended()).isNotDone();

        slow.request(Long.MAX_VALUE);
        assertThat(done(slow.ended())).isEqualTo(SEVERAL_MIB);
    }

    /** Longer than the store itself may be silent, which is 4 s here. */
    @Test
    void aCallerMayTakeItsTimeOverAPutAndARead() throws Exception {
        MediaObjectId id = put(CONTENT, SEVERAL_MIB);
        Reader reader = new Reader(CONTENT, 0, 1);
        done(store().get(id, ByteRange.all())).orElseThrow().bytes().subscribe(reader);
        MediaObjectId slowly = newId();
        Flux<ByteBuffer> source = Flux.concat(
                Mono.just(CONTENT.bytes(0, BUFFER)),
                Mono.delay(Duration.ofSeconds(6)).map(tick -> CONTENT.bytes(BUFFER, BUFFER)));

        assertThat(done(store().put(slowly, JdkFlowAdapter.publisherToFlowPublisher(source))))
                .isEqualTo(2L * BUFFER);
        reader.request(Long.MAX_VALUE);

        assertThat(done(reader.ended())).isEqualTo(SEVERAL_MIB);
        assertHolds(slowly, CONTENT, 2L * BUFFER);
    }

    @Test
    void aReaderMayBreakOff() throws Exception {
        MediaObjectId id = put(CONTENT, SEVERAL_MIB);
        for (int i = 0; i < 60; i++) { // more than a pool of connections would stand if they leaked
            Reader reader = new Reader(CONTENT, 0, 1);
            done(store().get(id, ByteRange.all())).orElseThrow().bytes().subscribe(reader);
            await("the first buffer", () -> reader.buffers() == 1);
            reader.cancel();
        }
        assertHolds(id, CONTENT, SEVERAL_MIB);
    }

    @Test
    void aStoreThatTakesNothingIsNotFloodedAndGivenUpInTheEnd() throws Exception {
        done(store().check());
        if (!tested().freeze()) {
            return; // the port's promise is then that of a disk, which cannot be told to be slow
        }
        try {
            Source source = Source.of(CONTENT, 1L << 30, BUFFER);
            CompletionStage<Long> put = store().put(newId(), source);
            assertThatThrownBy(() -> done(put)).isInstanceOf(MediaStoreUnavailableException.class);
            assertThat(source.given()).isLessThan(64 << 20); // what the sockets hold
        } finally {
            tested().unfreeze();
        }
        await("it is well again", () -> isWell());
    }

    @Test
    void aListingFindsWhatIsOldEnoughOnceWhateverThePages() throws Exception {
        List<MediaObjectId> old = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            old.add(put(CONTENT, i));
        }
        Thread.sleep(2_100); // ages may be cut to seconds
        Instant between = Instant.now().minusMillis(1_000);
        List<MediaObjectId> young = List.of(put(CONTENT, 3), put(CONTENT, 4));

        for (int page : new int[] {1, 5, MediaStore.LARGEST_PAGE}) {
            List<StoredMedia> found = list(between, page);
            assertThat(found)
                    .extracting(StoredMedia::id)
                    .doesNotHaveDuplicates()
                    .containsAll(old);
            assertThat(found).extracting(StoredMedia::id).doesNotContainAnyElementsOf(young);
        }
        assertThat(listed(Instant.now().plusSeconds(60))).containsAll(young);
        assertThat(listed(Instant.now().minusSeconds(3_600))).isEmpty();
        StoredMedia seventh = list(between, 100).stream()
                .filter(object -> object.id().equals(old.get(7)))
                .findFirst()
                .orElseThrow();
        assertThat(seventh.size()).isEqualTo(7);
        assertThat(seventh.storedAt()).isBetween(Instant.now().minusSeconds(60), Instant.now());
    }

    @Test
    void aPageIsBounded() {
        for (int limit : new int[] {0, -1, MediaStore.LARGEST_PAGE + 1}) {
            assertThatThrownBy(() -> store().list(Instant.now(), Optional.empty(), limit))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aStoreThatIsAwayIsUnavailableAndNeverEmptyAndComesBackWithEverything() throws Exception {
        MediaObjectId id = put(CONTENT, SEVERAL_MIB);
        MediaSlice before = done(store().get(id, ByteRange.all())).orElseThrow();
        Reader reader = new Reader(CONTENT, 0, 1);
        before.bytes().subscribe(reader);
        await("the first buffer", () -> reader.buffers() == 1);
        Source source = Source.of(CONTENT, SEVERAL_MIB, BUFFER).silentFrom(6 << 20);
        MediaObjectId never = newId();
        CompletableFuture<Long> put = store().put(never, source).toCompletableFuture();
        await("half is sent", () -> source.given() == 6 << 20);

        tested().takeAway();
        try {
            assertUnavailable(store().get(id, ByteRange.all()));
            assertUnavailable(store().get(newId(), ByteRange.all()));
            assertUnavailable(store().put(newId(), Source.of(CONTENT, 100_000, BUFFER)));
            assertUnavailable(store().delete(id));
            assertUnavailable(store().list(Instant.now(), Optional.empty(), 10));
            assertUnavailable(store().check());
            Reader late = new Reader(CONTENT, 0);
            before.bytes().subscribe(late);
            assertUnavailable(late.ended());
        } finally {
            put.cancel(true);
            reader.cancel();
            tested().bringBack();
        }

        await("it is well again", () -> isWell());
        assertHolds(id, CONTENT, SEVERAL_MIB);
        assertNothingVisible(never);
        put(CONTENT, 5_000_000);
    }
}
