package io.parley.infra.media.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import io.parley.contract.media.ByteRange;
import java.nio.ByteBuffer;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

class MediaFormatProperties {

    private static final long LARGEST = 140_000_000_000_000L;
    private static final AesGcmHkdfStreaming TINK = tink();

    @Provide
    Arbitrary<Long> sizes() {
        Arbitrary<Long> nearBoundaries = Arbitraries.longs()
                .between(0, 2_000_000_000)
                .tuple2()
                .map(pair -> Math.max(0, pair.get1() * MediaFormat.CONTENT - MediaFormat.HEADER + pair.get2() % 3 - 1));
        return Arbitraries.oneOf(Arbitraries.longs().between(0, LARGEST), nearBoundaries);
    }

    @Property
    void sizesAreTinksAndCanBeTurnedRound(@ForAll("sizes") long size) {
        long stored = MediaFormat.storedSize(size);

        assertThat(stored).isEqualTo(TINK.expectedCiphertextSize(size));
        assertThat(MediaFormat.size(stored)).hasValue(size);
    }

    @Property
    void aSizeThatNoObjectHasIsNone(@ForAll @LongRange(max = 3L * MediaFormat.SEGMENT) long stored) {
        MediaFormat.size(stored)
                .ifPresentOrElse(
                        size -> assertThat(MediaFormat.storedSize(size)).isEqualTo(stored),
                        () -> assertThat(stored % MediaFormat.SEGMENT)
                                .isLessThan(stored < MediaFormat.SEGMENT ? 56L : MediaFormat.TAG + 1L));
    }

    @Example
    void thereIsNoContentOfLessThanNothingAndNoneThatSegmentsCannotNumber() {
        for (long size : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 60}) {
            assertThatIllegalArgumentException().isThrownBy(() -> MediaFormat.storedSize(size));
        }
        assertThat(MediaFormat.size(Long.MAX_VALUE)).isEmpty();
    }

    @Example
    void theHeaderAndTheOverheadAreTinks() {
        assertThat(TINK.getHeaderLength()).isEqualTo(MediaFormat.HEADER);
        assertThat(TINK.getCiphertextOverhead()).isEqualTo(MediaFormat.TAG);
        assertThat(TINK.getPlaintextSegmentSize()).isEqualTo(MediaFormat.CONTENT);
        assertThat(MediaFormat.stored(ByteRange.all()).first()).isZero();
    }

    @Provide
    Arbitrary<ByteRange> ranges() {
        Arbitrary<Long> indexes = Arbitraries.longs().between(0, 5L * MediaFormat.SEGMENT);
        return Arbitraries.oneOf(
                indexes.map(ByteRange::from),
                indexes.tuple2()
                        .map(pair ->
                                new ByteRange(Math.min(pair.get1(), pair.get2()), Math.max(pair.get1(), pair.get2()))),
                Arbitraries.just(new ByteRange(Long.MAX_VALUE, Long.MAX_VALUE)));
    }

    @Property
    void theSegmentsOfARangeHaveItAndNoSegmentIsTouchedInVain(
            @ForAll("ranges") ByteRange range, @ForAll @LongRange(max = 4L * MediaFormat.SEGMENT) long size) {
        SegmentWindow window = new SegmentWindow(range, size);

        long[] cuts = LongStream.rangeClosed(window.first(), window.last())
                .map(segment -> window.cut(segment, ByteBuffer.allocate(window.contentOf(segment)))
                        .remaining())
                .toArray();

        assertThat(LongStream.of(cuts).sum()).isEqualTo(range.lengthWithin(size));
        if (window.length() == 0) {
            assertThat(window.first()).isEqualTo(window.last()).isEqualTo(window.lastOfAll());
        } else {
            assertThat(cuts).doesNotContain(0L);
            assertThat(window.isAsAskedFor()).isTrue();
        }
    }

    @Property
    void contentBeginsWhereTheSegmentBeforeEnds(@ForAll @LongRange(max = 1L << 40) long index) {
        long segment = MediaFormat.segmentOf(index);

        assertThat(index).isBetween(MediaFormat.begin(segment), MediaFormat.begin(segment + 1) - 1);
        assertThat(MediaFormat.begin(0)).isZero();
        assertThat(MediaFormat.begin(1)).isEqualTo(MediaFormat.CONTENT - MediaFormat.HEADER);
    }

    private static AesGcmHkdfStreaming tink() {
        try {
            return new AesGcmHkdfStreaming(new byte[32], "HmacSha256", 32, 64 << 10, 0);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
