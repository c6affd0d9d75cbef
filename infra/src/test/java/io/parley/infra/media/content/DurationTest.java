package io.parley.infra.media.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.parley.infra.media.waveform.Recordings;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;

class DurationTest {

    private static final long UNKNOWN = 0xFFFFFFFFL;

    static Stream<Arguments> sounds() {
        byte[] wav = Recordings.wav(new short[12_000], 8_000);
        return Stream.of(
                Arguments.of("WAV", wav, 1_500),
                Arguments.of("WAV that was written to a pipe", withDataSize(wav, UNKNOWN), 1_500),
                Arguments.of("WAV that is cut off", Arrays.copyOf(wav, wav.length - 8_000), 1_000),
                Arguments.of("WAV with something behind", Bytes.join(wav, Films.riffChunk("LIST", wav)), 1_500),
                Arguments.of("Opus", Recordings.opus(new short[72_000], 1), 1_500),
                Arguments.of("Opus, stereo", Recordings.opus(new short[2 * 300_000], 2), 6_250),
                Arguments.of("Opus in WebM", Recordings.webm(new short[72_000], 1), 1_500),
                Arguments.of("Vorbis", vorbis(44_100, 66_150), 1_500),
                Arguments.of("MP3, MPEG 1", Films.mp3(100), 2_612),
                Arguments.of("MP3, one channel", Recordings.mp3(new int[100]), 2_612),
                Arguments.of("MP3, MPEG 2", mpeg2(100), 2_612),
                Arguments.of("MP3 with covers and tags", tagged(Films.mp3(100)), 2_612),
                Arguments.of("MP3 with Xing's tag", Bytes.join(xing(), Films.mp3(100)), 2_612),
                Arguments.of("AAC", Films.adts(100), 2_322),
                Arguments.of("AAC with tags", tagged(Films.adts(100)), 2_322),
                Arguments.of("FLAC", flac(44_100, 66_150), 1_500),
                Arguments.of("M4A", film("M4A ", "soun", movieHeader(1_000, 1_500), 0), 1_500));
    }

    static Stream<Arguments> films() {
        return Stream.of(
                Arguments.of("MP4", film("isom", "vide", movieHeader(600, 900), 0), 1_500),
                Arguments.of("MP4 with long times", film("isom", "vide", longMovieHeader(90_000, 135_000), 0), 1_500),
                Arguments.of("MP4 whose track alone says it", film("isom", "vide", movieHeader(600, 0), 900), 1_500),
                Arguments.of("MP4 of fragments", fragmented(600, 900), 1_500),
                Arguments.of("MP4 with its movie at the end", movieLast(movieHeader(600, 900)), 1_500),
                Arguments.of("WebM that says it", webm(said(1_500f), new byte[0]), 1_500),
                Arguments.of("WebM from a browser", webm(new byte[0], clusters()), 1_480),
                Arguments.of("WebM with its description far behind", farBehind(), 1_480));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"sounds", "films"})
    void itIsToldHoweverTheBytesAreCut(String what, byte[] upload, long millis) {
        for (int size : new int[] {upload.length, 1_000, 7}) {
            Duration duration = Inspected.of(upload, size).facts().duration().orElseThrow();

            assertThat(duration.toMillis()).as("%s by %d", what, size).isCloseTo(millis, within(1L));
        }
    }

    static Stream<Arguments> incredible() {
        byte[] wav = Recordings.wav(new short[12_000], 8_000);
        return Stream.of(
                Arguments.of("an image", Pictures.png(64, 48)),
                Arguments.of("WAV of no rate", Bytes.join(Arrays.copyOf(wav, 28), new byte[4], from(wav, 32))),
                Arguments.of("WAV of no sound", withDataSize(wav, 0)),
                Arguments.of("Vorbis of no rate", vorbis(0, 66_150)),
                Arguments.of("Vorbis of a million years", vorbis(8_000, Long.MAX_VALUE)),
                Arguments.of("Vorbis before its begin", vorbis(8_000, -2)),
                Arguments.of("two Oggs", Bytes.join(vorbis(44_100, 66_150), vorbis(44_100, 66_150))),
                Arguments.of("an Ogg that is broken", Bytes.join(vorbis(44_100, 66_150), new byte[100])),
                Arguments.of("FLAC of unknown length", flac(44_100, 0)),
                Arguments.of("FLAC of no rate", flac(0, 66_150)),
                Arguments.of("FLAC of years", flac(1, (1L << 36) - 1)),
                Arguments.of("MP4 of no time", film("isom", "vide", movieHeader(0, 900), 0)),
                Arguments.of("MP4 of unknown length", film("isom", "vide", movieHeader(44_100, UNKNOWN), UNKNOWN)),
                Arguments.of("MP4 of ages", film("isom", "vide", longMovieHeader(1, Long.MAX_VALUE), 0)),
                Arguments.of("MP4 of less than nothing", film("isom", "vide", longMovieHeader(1, -2), 0)),
                Arguments.of("MP4 with a stump", film("isom", "vide", Films.fullBox("mvhd", 1, new byte[17]), 0)),
                Arguments.of("WebM that is no number", webm(said(Float.NaN), new byte[0])),
                Arguments.of("WebM without end", webm(said(Float.POSITIVE_INFINITY), new byte[0])),
                Arguments.of("WebM of less than nothing", webm(said(-1f), new byte[0])));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("incredible")
    void whatCannotBeIsUnknown(String what, byte[] upload) {
        assertThat(Inspected.of(upload).facts().duration()).as(what).isEmpty();
    }

    @Test
    void aFilmIsAsLargeAsItIsShown() {
        Picture film = Inspected.of(Films.film("isom", false)).picture();

        assertThat(film.shownWidth()).isEqualTo(360);
        assertThat(film.shownHeight()).isEqualTo(640);
    }

    /** A hundred megabytes between which no frame begins do not take long, and none is held. */
    @Test
    void whatIsLookedThroughForFramesIsLookedThroughOnce() {
        ContentProperties limits = new ContentProperties(DataSize.ofMegabytes(200), 1_000_000);
        Flux<ByteBuffer> upload = Flux.concat(
                Flux.just(ByteBuffer.wrap(Films.mp3(200))),
                Flux.range(0, 100).map(i -> ByteBuffer.wrap(filled(1 << 20))),
                Flux.just(ByteBuffer.wrap(Films.mp3(100))));

        Inspection inspection = new MediaInspector(limits).inspect(upload);
        inspection.stored().blockLast(Duration.ofSeconds(20));

        assertThat(Objects.requireNonNull(inspection.facts().block())
                        .duration()
                        .orElseThrow()
                        .toMillis())
                .isCloseTo(7_837, within(30L));
    }

    private static byte[] filled(int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) 0xFF);
        return bytes;
    }

    private static byte[] from(byte[] bytes, int at) {
        return Arrays.copyOfRange(bytes, at, bytes.length);
    }

    private static byte[] withDataSize(byte[] wav, long size) {
        return Bytes.join(Arrays.copyOf(wav, 40), Bytes.le(size, 4), from(wav, 44));
    }

    private static byte[] tagged(byte[] sound) {
        byte[] cover = filled(3_000);
        byte[] tags = Bytes.join(Bytes.of('I', 'D', '3', 4, 0, 0, 0, 0, 3_000 >> 7, 3_000 & 0x7F), cover);
        return Bytes.join(tags, sound, Bytes.text("TAG"), new byte[125]);
    }

    private static byte[] xing() {
        byte[] frame = Films.mp3(1);
        System.arraycopy(Bytes.text("Xing"), 0, frame, 36, 4);
        return frame;
    }

    private static byte[] mpeg2(int frames) {
        byte[] frame = new byte[208]; // 64 kbit/s at 22.05 kHz
        System.arraycopy(Bytes.of(0xFF, 0xF3, 0x80, 0xC0), 0, frame, 0, 4);
        byte[] all = new byte[0];
        for (int i = 0; i < frames; i++) {
            all = Bytes.join(all, frame);
        }
        return all;
    }

    private static byte[] vorbis(int rate, long samples) {
        byte[] head = Bytes.join(Bytes.text("\u0001vorbis"), new byte[5], Bytes.le(rate, 4), new byte[14]);
        return Bytes.join(
                Recordings.page(2, 0, 0, List.of(head)),
                Recordings.page(0, -1, 1, List.of(new byte[3_000])),
                Recordings.page(4, samples, 2, List.of(new byte[300])));
    }

    private static byte[] flac(long rate, long samples) {
        byte[] numbers = Bytes.be(rate << 44 | 15L << 36 | samples, 8);
        return Bytes.join(Bytes.text("fLaC"), Bytes.of(0x80, 0, 0, 34), new byte[10], numbers, new byte[16 + 50]);
    }

    private static byte[] movieHeader(long perSecond, long duration) {
        return Films.fullBox("mvhd", 0, new byte[8], Bytes.be(perSecond, 4), Bytes.be(duration, 4), new byte[80]);
    }

    private static byte[] longMovieHeader(long perSecond, long duration) {
        return Films.fullBox("mvhd", 1, new byte[16], Bytes.be(perSecond, 4), Bytes.be(duration, 8), new byte[80]);
    }

    private static byte[] track(String handler, long duration) {
        return Films.box(
                "trak",
                Films.fullBox("tkhd", 0, new byte[16], Bytes.be(duration, 4), new byte[60]),
                Films.box("mdia", Films.fullBox("hdlr", 0, Bytes.be(0, 4), Bytes.text(handler), new byte[13])));
    }

    private static byte[] film(String brand, String handler, byte[] movieHeader, long trackDuration) {
        return Bytes.join(
                Films.brands(brand, "isom"),
                Films.box("moov", movieHeader, track(handler, trackDuration)),
                Films.box("mdat", new byte[500]));
    }

    private static byte[] fragmented(long perSecond, long duration) {
        byte[] fragments = Films.box("mvex", Films.fullBox("mehd", 0, Bytes.be(duration, 4)));
        return Bytes.join(
                Films.brands("isom", "isom"),
                Films.box("moov", movieHeader(perSecond, 0), track("vide", 0), fragments),
                Films.box("moof", new byte[50]));
    }

    private static byte[] movieLast(byte[] movieHeader) {
        return Bytes.join(
                Films.brands("isom", "isom"),
                Films.box("mdat", new byte[200_000]),
                Films.box("moov", movieHeader, track("vide", 0)));
    }

    private static byte[] said(float duration) {
        return Bytes.join(Bytes.be(0x4489, 2), Bytes.of(0x84), Bytes.be(Float.floatToIntBits(duration), 4));
    }

    private static byte[] webm(byte[] information, byte[] clusters) {
        byte[] start = Films.webm("webm", true);
        byte[] element = Bytes.join(Bytes.be(0x1549A966L, 4), Bytes.of(0x80 | information.length), information);
        return Bytes.join(Arrays.copyOf(start, start.length - 500), element, clusters);
    }

    /** Two clusters of unknown size, whose blocks are told in both ways. */
    private static byte[] clusters() {
        byte[] begin = Bytes.join(Bytes.be(0x1F43B675L, 4), Bytes.be(0x01FFFFFFFFFFFFFFL, 8));
        byte[] block = Bytes.join(Bytes.of(0xA3, 0x8A, 0x81), Bytes.be(480, 2), new byte[7]);
        byte[] group = Bytes.join(Bytes.of(0xA0, 0x8C, 0xA1, 0x8A, 0x81), Bytes.be(480, 2), new byte[7]);
        return Bytes.join(
                begin,
                Bytes.of(0xE7, 0x81, 0),
                block,
                begin,
                Bytes.of(0xE7, 0x82),
                Bytes.be(1_000, 2),
                group,
                Bytes.of(0xEC, 0x82, 0, 0));
    }

    private static byte[] farBehind() {
        byte[] filling = Bytes.join(Bytes.of(0xEC), Bytes.be(0x10000000L | 200_000, 4), new byte[200_000]);
        return webm(new byte[0], Bytes.join(filling, clusters()));
    }
}
