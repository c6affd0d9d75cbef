package io.parley.infra.media.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.contract.Confidential;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.contract.media.MediaStoreUnavailableException;
import io.parley.contract.media.NewUpload;
import io.parley.contract.media.UploadPiece;
import io.parley.contract.media.UploadPiece.Algorithm;
import io.parley.contract.media.UploadPiece.Checksum;
import io.parley.contract.media.UploadRef;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** How pieces are taken. */
class StoredUploadsTest extends UploadFixture {

    @Test
    void anUploadBeginsWithNothing() {
        UploadRef ref = begun(100);

        assertThat(done(uploads.find(ref)))
                .satisfies(state -> assertThat(state.offset()).isZero())
                .satisfies(state -> assertThat(state.length()).isEqualTo(100))
                .satisfies(state -> assertThat(state.complete()).isFalse())
                .satisfies(state -> assertThat(state.expiresAt()).isEqualTo(now.plus(Duration.ofHours(24))));
    }

    @Test
    void piecesOfAnySizeBecomeTheWhole() {
        byte[] content = random(3 * PART + 1_234);
        UploadRef ref = begun(content.length);

        int offset = 0;
        for (int length : new int[] {1, PART, 0, PART + 77, content.length - 2 * PART - 78}) {
            append(ref, offset, Arrays.copyOfRange(content, offset, offset + length));
            offset += length;
            assertThat(offset(ref)).isEqualTo(offset);
        }

        assertThat(finish(ref)).contains(ref.mediaId());
        assertThat(read(known.get(0).content())).isEqualTo(content);
        assertThat(known.get(0).content().description().name()).isEqualTo("holiday.png");
    }

    @Test
    void aSourceMayTakeItsTimeBeforeItBegins() {
        byte[] content = random(3 * PART);
        UploadRef ref = begun(content.length);
        Flux<ByteBuffer> late = Flux.from(subscriber -> CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS)
                .execute(() -> buffers(content).subscribe(subscriber)));

        assertThat(done(uploads.append(ref, piece(0, late))).offset()).isEqualTo(content.length);
    }

    @Test
    void whatCameBeforeABreakIsKept() {
        byte[] content = random(3 * PART);
        UploadRef ref = begun(content.length);
        int received = PART + 5_000;
        Flux<ByteBuffer> broken =
                buffers(Arrays.copyOf(content, received)).concatWith(Flux.error(new IOException("connection lost")));

        assertThatThrownBy(() -> done(uploads.append(ref, piece(0, broken)))).hasRootCauseMessage("connection lost");
        assertThat(offset(ref)).isEqualTo(received);

        append(ref, received, Arrays.copyOfRange(content, received, content.length));
        finish(ref);
        assertThat(read(known.get(0).content())).isEqualTo(content);
    }

    @Test
    void aClientThatFallsSilentIsABreak() {
        UploadRef ref = begun(PART);
        Flux<ByteBuffer> silent = buffers(random(1_000)).concatWith(Flux.never());

        assertRefused(uploads.append(ref, piece(0, silent)), ErrorCode.UNAVAILABLE);
        assertThat(offset(ref)).isEqualTo(1_000);
    }

    @Test
    void nothingIsHeldOfWhatTheStoreDoesNotTake() throws Exception {
        UploadRef ref = begun(LARGEST);
        AtomicInteger given = new AtomicInteger();
        store.stall();
        Flux<ByteBuffer> bytes = Flux.range(0, LARGEST / PART)
                .map(i -> ByteBuffer.allocate(PART))
                .doOnNext(buffer -> given.incrementAndGet());

        CompletionStage<?> stage = uploads.append(ref, piece(0, bytes));
        Thread.sleep(500);

        assertThat(given.get()).isBetween(1, 12);
        assertThat(stage.toCompletableFuture()).isNotDone();
    }

    @Test
    void whatIsStoredTellsNothing() throws Exception {
        byte[] content =
                "The quick brown fox jumps over the lazy dog. ".repeat(100).getBytes(StandardCharsets.UTF_8);
        UploadRef ref = begun(content.length + 1);
        append(ref, 0, content);

        assertThat(objects()).containsExactly(ref.mediaId() + "_part-1");
        try (Stream<Path> files = Files.walk(folder.resolve("media"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain("quick brown");
            }
        }
        assertThat(node.jdbc()
                        .sql("SELECT u::text || encode(content, 'escape') FROM work.upload u")
                        .query(String.class)
                        .single())
                .doesNotContain("holiday");
    }

    @Test
    void atAnotherOffsetNothingIsTaken() {
        UploadRef ref = begun(100);
        append(ref, 0, random(10));

        for (long offset : new long[] {0, 9, 11, 100}) {
            assertRefused(uploads.append(ref, piece(offset, random(10))), ErrorCode.UPLOAD_OFFSET_CONFLICT);
        }
        assertThat(offset(ref)).isEqualTo(10);
        assertRefused(uploads.finish(ref, this::makeKnown), ErrorCode.UPLOAD_OFFSET_CONFLICT);
        assertThat(known).isEmpty();
    }

    @Test
    void moreThanWasAnnouncedIsRefused() {
        UploadRef ref = begun(PART + 10);

        assertRefused(uploads.append(ref, piece(0, random(PART + 11))), ErrorCode.TOO_LARGE);
        assertThat(offset(ref)).isLessThanOrEqualTo(PART);
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void aPieceWithTheRightChecksumCounts(Algorithm algorithm) throws Exception {
        byte[] content = random(2 * PART + 5);
        UploadRef ref = begun(content.length);
        byte[] checksum = MessageDigest.getInstance(algorithm.platformName()).digest(content);

        assertThat(done(uploads.append(ref, checked(content, algorithm, checksum)))
                        .offset())
                .isEqualTo(content.length);
        finish(ref);
        assertThat(read(known.get(0).content())).isEqualTo(content);
    }

    @Test
    void aPieceWithAnotherChecksumIsDiscarded() {
        byte[] content = random(2 * PART + 5);
        UploadRef ref = begun(content.length);

        assertRefused(uploads.append(ref, checked(content, Algorithm.SHA1, new byte[20])), ErrorCode.CHECKSUM_MISMATCH);
        assertThat(offset(ref)).isZero();
        assertThat(objects()).isEmpty();
        assertThat(append(ref, 0, content).offset()).isEqualTo(content.length);
    }

    @Test
    void ofAPieceWithAChecksumThatBreaksOffNothingIsKept() {
        byte[] content = random(2 * PART + 5);
        UploadRef ref = begun(content.length + 1);
        Flux<ByteBuffer> broken = buffers(content).concatWith(Flux.error(new IOException("connection lost")));
        Checksum checksum = new Checksum(Algorithm.SHA256, new byte[32]);

        assertThatThrownBy(() -> done(uploads.append(
                        ref,
                        new UploadPiece(0, Optional.of(checksum), JdkFlowAdapter.publisherToFlowPublisher(broken)))))
                .hasRootCauseMessage("connection lost");
        assertThat(offset(ref)).isZero();
        assertThat(objects()).isEmpty();
    }

    @Test
    void whileTheStoreIsAwayTheOffsetStays() {
        UploadRef ref = begun(100);
        append(ref, 0, random(10));
        store.begin();

        assertThatThrownBy(() -> append(ref, 10, random(10))).isInstanceOf(MediaStoreUnavailableException.class);
        assertThat(offset(ref)).isEqualTo(10);

        store.end();
        assertThat(append(ref, 10, random(10)).offset()).isEqualTo(20);
    }

    @Test
    void ofTwoAtOnceOneWaitsForTheOtherWhateverTheNode() throws Exception {
        UploadRef ref = begun(100);
        Sinks.Many<ByteBuffer> slow = Sinks.many().unicast().onBackpressureBuffer();
        CompletionStage<?> first = uploads.append(ref, piece(0, slow.asFlux()));
        await("the first has the lock", () -> done(uploads.find(ref)) != null && locked(ref));

        assertRefused(uploads.append(ref, piece(0, random(10))), ErrorCode.UPLOAD_LOCKED);
        assertRefused(onAnotherNode().append(ref, piece(0, random(10))), ErrorCode.UPLOAD_LOCKED);
        assertRefused(onAnotherNode().terminate(ref), ErrorCode.UPLOAD_LOCKED);

        slow.tryEmitNext(ByteBuffer.wrap(random(20)));
        slow.tryEmitComplete();
        done(first);
        assertThat(offset(ref)).isEqualTo(20);
        assertThat(done(onAnotherNode().append(ref, piece(20, random(10)))).offset())
                .isEqualTo(30);
    }

    @Test
    void aLockIsKeptWhileItIsNeeded() throws Exception {
        UploadRef ref = begun(100);
        Flux<ByteBuffer> slow = Flux.interval(Duration.ofMillis(300)).map(i -> ByteBuffer.wrap(new byte[1]));
        CompletionStage<?> first = uploads.append(ref, piece(0, slow.take(12)));

        await("the lock", () -> locked(ref));
        Thread.sleep(LEASE.multipliedBy(2).toMillis());
        assertRefused(uploads.append(ref, piece(0, random(10))), ErrorCode.UPLOAD_LOCKED);
        done(first);
        assertThat(offset(ref)).isEqualTo(12);
    }

    @Test
    void theLockOfADeadNodeEndsWithItsLease() throws Exception {
        UploadRef ref = begun(100);
        node.jdbc()
                .sql("UPDATE work.upload SET locked_by = gen_random_uuid(),"
                        + " locked_until = clock_timestamp() + interval '1 s'")
                .update();

        assertRefused(uploads.append(ref, piece(0, random(10))), ErrorCode.UPLOAD_LOCKED);
        await("the end of the lease", () -> !locked(ref));
        assertThat(append(ref, 0, random(10)).offset()).isEqualTo(10);
    }

    @Test
    void whoseLockWasTakenWritesNothing() throws Exception {
        UploadRef ref = begun(100);
        Sinks.Many<ByteBuffer> slow = Sinks.many().unicast().onBackpressureBuffer();
        CompletionStage<?> first = uploads.append(ref, piece(0, slow.asFlux()));
        await("the lock", () -> locked(ref));
        node.jdbc().sql("UPDATE work.upload SET locked_by = gen_random_uuid()").update();

        slow.tryEmitNext(ByteBuffer.wrap(random(20)));
        slow.tryEmitComplete();

        assertRefused(first, ErrorCode.UPLOAD_LOCKED);
        assertThat(offset(ref)).isZero();
    }

    @Test
    void somebodyElsesUploadIsNone() {
        UploadRef ref = begun(100);
        UploadRef others = new UploadRef(chat, ref.mediaId(), UserId.random());
        UploadRef elsewhere = new UploadRef(ChatId.random(), ref.mediaId(), ada);

        for (UploadRef wrong : new UploadRef[] {others, elsewhere, newRef()}) {
            assertRefused(uploads.find(wrong), ErrorCode.UPLOAD_NOT_FOUND);
            assertRefused(uploads.append(wrong, piece(0, random(1))), ErrorCode.UPLOAD_NOT_FOUND);
            assertRefused(uploads.finish(wrong, this::makeKnown), ErrorCode.UPLOAD_NOT_FOUND);
            assertRefused(uploads.terminate(wrong), ErrorCode.UPLOAD_NOT_FOUND);
        }
        assertThat(offset(ref)).isZero();
    }

    @Test
    void anUploadMayBeSoLargeAndNoLarger() {
        assertThat(uploads.maxSize()).isEqualTo(LARGEST);
        begun(LARGEST);
        assertRefused(uploads.begin(upload(newRef(), LARGEST + 1L)), ErrorCode.TOO_LARGE);
        assertThat(rows("upload")).isEqualTo(1);
    }

    @Test
    void aUserHasSoManyUnfinishedUploadsAndNoMore() {
        UploadRef first = begun(1);
        begun(1);
        begun(1);
        assertRefused(uploads.begin(upload(newRef(), 1)), ErrorCode.TOO_MANY_UPLOADS);
        assertThat(mediaKeys()).isEqualTo(3);

        append(first, 0, random(1));
        finish(first);
        begun(1);
        done(uploads.begin(upload(new UploadRef(chat, newRef().mediaId(), UserId.random()), 1)));
    }

    @Test
    void toAChatThatIsGoneNothingIsUploaded() {
        UploadRef nowhere = new UploadRef(ChatId.random(), newRef().mediaId(), ada);

        assertRefused(uploads.begin(upload(nowhere, 1)), ErrorCode.CHAT_GONE);
        assertThat(rows("upload")).isZero();
    }

    @Test
    void moreTinyPiecesThanMayBeAreRefused() {
        UploadRef ref = begun(100);
        node.jdbc().sql("UPDATE work.upload SET parts = 1000").update();

        assertRefused(uploads.append(ref, piece(0, random(1))), ErrorCode.INVALID_REQUEST);
        assertThat(offset(ref)).isZero();
    }

    private boolean locked(UploadRef ref) {
        return node.jdbc()
                .sql("SELECT coalesce(locked_until > clock_timestamp(), false) FROM work.upload WHERE media_id = ?")
                .param(ref.mediaId().value())
                .query(Boolean.class)
                .single();
    }

    private static NewUpload upload(UploadRef ref, long length) {
        return new NewUpload(ref, length, new Confidential(""));
    }

    private static UploadPiece checked(byte[] bytes, Algorithm algorithm, byte[] checksum) {
        return new UploadPiece(
                0,
                Optional.of(new Checksum(algorithm, checksum)),
                JdkFlowAdapter.publisherToFlowPublisher(buffers(bytes)));
    }
}
