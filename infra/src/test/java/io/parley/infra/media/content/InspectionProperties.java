package io.parley.infra.media.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.error.Rejection;
import io.parley.infra.media.waveform.Recordings;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import reactor.core.publisher.Flux;

/** However an upload is cut, broken or made up. */
class InspectionProperties {

    private static final List<byte[]> UPLOADS = List.of(
            Pictures.photo(64, 48, 6),
            Pictures.progressiveJpeg(64, 48),
            Pictures.noisy("jpeg", 300, 300),
            Pictures.noisy("png", 180, 180),
            Pictures.taggedPng(64, 48, 8),
            Pictures.taggedGif(64, 48),
            Pictures.noisy("gif", 300, 300),
            Films.webp(64, 48, 6),
            Films.codedImage("heic", 64, 48),
            Films.codedImage("avif", 64, 48),
            Films.film("isom", true),
            Films.film("qt  ", false),
            Films.sound("M4A "),
            Films.webm("webm", true),
            Films.mp3(200),
            Films.ogg("OpusHead"),
            Films.adts(200),
            Films.wav(),
            Recordings.opus(new short[48_000], 1));

    @Provide
    Arbitrary<byte[]> uploads() {
        return Arbitraries.of(UPLOADS);
    }

    @Property(tries = 200)
    void anyCutOfTheSameBytesGivesTheSame(@ForAll("uploads") byte[] upload, @ForAll long seed, @ForAll boolean fine) {
        Inspected whole = Inspected.of(upload);

        Inspected cut =
                Inspected.of(Flux.fromIterable(cut(upload, new Random(seed), fine ? 3 : 5_000)), Inspected.LIMITS);

        assertThat(cut.stored()).isEqualTo(whole.stored());
        assertThat(cut.facts()).isEqualTo(whole.facts());
    }

    private static List<ByteBuffer> cut(byte[] bytes, Random random, int longest) {
        List<ByteBuffer> buffers = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            int length = Math.min(random.nextInt(longest + 1), bytes.length - at); // also none
            buffers.add(ByteBuffer.wrap(bytes, at, length));
            at += length;
        }
        return buffers;
    }

    @Property(tries = 800)
    void whateverIsAlteredIsTakenOrRefusedAndNeverBreaks(
            @ForAll("uploads") byte[] upload, @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int alterations) {
        byte[] altered = upload.clone();
        Random random = new Random(seed);
        for (int i = 0; i < alterations; i++) {
            int range = random.nextBoolean() ? Math.min(600, altered.length) : altered.length;
            altered[random.nextInt(range)] = (byte) random.nextInt();
        }

        assertTakenOrRefused(altered);
    }

    @Property(tries = 800)
    void whateverEndsEarlyIsTakenOrRefusedAndNeverBreaks(
            @ForAll("uploads") byte[] upload, @ForAll @IntRange(min = 0, max = 1_000_000) int length) {
        assertTakenOrRefused(Arrays.copyOf(upload, length % upload.length));
    }

    @Property(tries = 200)
    void randomBytesBehindAnyBeginningAreTakenOrRefused(
            @ForAll("uploads") byte[] upload, @ForAll @IntRange(min = 0, max = 64) int kept, @ForAll long seed) {
        byte[] random = new byte[100_000];
        new Random(seed).nextBytes(random);
        System.arraycopy(upload, 0, random, 0, kept);

        assertTakenOrRefused(random);
    }

    /** None has anything at its end that need not be there. */
    @Provide
    Arbitrary<byte[]> images() {
        return Arbitraries.of(
                Stream.concat(UPLOADS.subList(0, 8).stream(), Stream.of(Films.codedImageAlone("heic", 64, 48)))
                        .toList());
    }

    @Property(tries = 200)
    void anImageThatEndsEarlyIsRefused(
            @ForAll("images") byte[] image, @ForAll @IntRange(min = 1, max = 1_000_000) int missing) {
        byte[] upload = Inspected.of(image).stored();

        Inspected.assertNotTaken(Pictures.without(upload, 1 + missing % (upload.length - 1)));
    }

    private static void assertTakenOrRefused(byte[] upload) {
        try {
            Inspected taken = Inspected.of(upload);
            // an image's Exif and the like may shrink, never grow, but for an orientation in place of broken metadata
            assertThat(taken.stored().length).isLessThanOrEqualTo(upload.length + 64);
        } catch (Rejection refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }
}
