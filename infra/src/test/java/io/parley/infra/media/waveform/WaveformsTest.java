package io.parley.infra.media.waveform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.infra.media.content.ContentFacts;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class WaveformsTest {

    private static final Duration AT_MOST = Duration.ofSeconds(30);
    private static final String WAV = "audio/wav";
    private static final String MP3 = "audio/mpeg";
    private static final String OGG = "audio/ogg";
    private static final String WEBM = "audio/webm";

    /** A quarter as loud, then silent, then loud. */
    private static final DoubleUnaryOperator SPEECH = time -> time < 0.25 ? 0.2 : time < 0.5 ? 0 : 0.8;

    private final Waveforms waveforms = new Waveforms(new WaveformProperties(1, 1, Duration.ofSeconds(20)));

    @AfterEach
    void close() {
        waveforms.close();
    }

    static Stream<AudioFormat> formats() {
        return Stream.of(
                new AudioFormat(8_000, 16, 1, true, false),
                new AudioFormat(48_000, 16, 2, true, false),
                new AudioFormat(22_050, 8, 1, false, false),
                new AudioFormat(44_100, 24, 1, true, false),
                new AudioFormat(44_100, 32, 2, true, false),
                new AudioFormat(Encoding.PCM_FLOAT, 48_000, 32, 1, 4, 48_000, false),
                new AudioFormat(Encoding.ULAW, 8_000, 8, 1, 1, 8_000, false));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void aWavShowsHowLoudItIs(AudioFormat format) {
        byte[] wav = Recordings.wav(Recordings.tone(2, (int) format.getSampleRate(), SPEECH), format);

        assertIsSpeech(bars(WAV, wav), 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void opusShowsHowLoudItIs(int channels) {
        short[] samples = Recordings.tone(3, 48_000 * channels, SPEECH);

        assertIsSpeech(bars(OGG, Recordings.opus(samples, channels)), 25);
        assertIsSpeech(bars(WEBM, Recordings.webm(samples, channels)), 25);
    }

    @Test
    void anMp3ShowsHowLoudItIs() {
        int[] gains = new int[128];
        Arrays.fill(gains, 0, 32, 192);
        Arrays.fill(gains, 64, 128, 200);

        assertIsSpeech(bars(MP3, Recordings.mp3(gains)), 25);
    }

    /** Bars at the edges may show something of both sides. */
    private static void assertIsSpeech(int[] bars, int tolerance) {
        assertThat(bars).hasSize(Waveform.BARS);
        for (int i = 1; i < 15; i++) {
            assertThat(bars[i]).as("bar %d", i).isCloseTo(0xFF / 4, within(tolerance));
        }
        for (int i = 18; i < 31; i++) {
            assertThat(bars[i]).as("bar %d", i).isLessThanOrEqualTo(4);
        }
        for (int i = 34; i < 63; i++) {
            assertThat(bars[i]).as("bar %d", i).isCloseTo(0xFF, within(tolerance));
        }
        assertThat(Arrays.stream(bars).max().orElseThrow()).isEqualTo(0xFF);
    }

    @Test
    void tagsBeforeAnMp3AndBehindItAreNoSound() {
        byte[] mp3 = Recordings.mp3(new int[64]);
        byte[] cover = new byte[2_000];
        Arrays.fill(cover, (byte) 0xFF);
        System.arraycopy(new byte[] {'I', 'D', '3', 4, 0, 0, 0, 0, 1990 >> 7, 1990 & 0x7F}, 0, cover, 0, 10);
        byte[] behind = Arrays.copyOf(new byte[] {'T', 'A', 'G'}, 128);

        assertThat(bars(MP3, joined(cover, mp3, behind))).isEqualTo(bars(MP3, mp3));
    }

    @Test
    void chunksBeforeTheSoundOfAWavDoNotMatter() {
        byte[] wav = Recordings.wav(Recordings.tone(1, 8_000, SPEECH), 8_000);
        byte[] chunk = new byte[8 + 9_000];
        System.arraycopy(new byte[] {'b', 'e', 'x', 't', 9_000 & 0xFF, 9_000 >> 8}, 0, chunk, 0, 6);

        byte[] longer = joined(Arrays.copyOf(wav, 12), chunk, Arrays.copyOfRange(wav, 12, wav.length));

        assertThat(bars(WAV, longer)).isEqualTo(bars(WAV, wav));
    }

    @Test
    void silenceIsFlat() {
        assertThat(waveform(WAV, Recordings.wav(new short[10_000], 8_000))).contains(new Waveform("00".repeat(64)));
    }

    @Test
    void aSoundOfFewerSamplesThanBarsHasBarsAllTheSame() {
        assertThat(bars(WAV, Recordings.wav(new short[] {100, 50}, 8_000)))
                .startsWith(0xFF, 0xFF)
                .endsWith(0x80, 0x80);
    }

    @ParameterizedTest
    @ValueSource(strings = {"audio/flac", "audio/aac", "audio/mp4", "video/webm", "video/mp4", "image/png"})
    void whatNobodyDecodesHasNoneAndIsNotRead(String contentType) {
        assertThat(waveforms
                        .of(facts(contentType), () -> Flux.error(new AssertionError("nobody should read")))
                        .blockOptional(AT_MOST))
                .isEmpty();
    }

    @Test
    void otherCodecsInAnOggHaveNone() {
        byte[] vorbis =
                Recordings.page(2, 0, 0, List.of(Arrays.copyOf(new byte[] {1, 'v', 'o', 'r', 'b', 'i', 's'}, 30)));
        byte[] surround = Recordings.opus(new short[9_600], 1);
        surround[28 + 9] = 6;

        assertThat(waveform(OGG, vorbis)).isEmpty();
        assertThat(waveform(OGG, surround)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {WAV, MP3, OGG, WEBM})
    void whatIsNoSoundHasNone(String contentType) {
        assertThat(waveform(contentType, new byte[0])).isEmpty();
        assertThat(waveform(contentType, new byte[100_000])).isEmpty();
    }

    /** Fifty hours of it: 50 MiB at a byte a sample would not fit into what is held. */
    @Test
    void aLongSoundIsDecodedAsItComes() {
        byte[] header = Arrays.copyOf(Recordings.wav(new short[] {0}, 8_000), 44);
        ByteBuffer.wrap(header).putInt(40, Integer.reverseBytes(100 << 20));
        AtomicLong given = new AtomicLong();
        Flux<ByteBuffer> sound = Flux.concat(
                Flux.just(ByteBuffer.wrap(header)),
                Flux.range(0, 100)
                        .map(i -> ByteBuffer.wrap(filled(1 << 20, i < 50 ? 1 : 3)))
                        .doOnNext(bytes -> given.addAndGet(bytes.remaining())));

        int[] bars = bars(waveforms.of(facts(WAV), () -> sound).blockOptional(AT_MOST));

        assertThat(given.get()).isEqualTo(100L << 20);
        assertThat(Arrays.copyOf(bars, 32)).containsOnly(0x55);
        assertThat(Arrays.copyOfRange(bars, 32, 64)).containsOnly(0xFF);
    }

    private static byte[] filled(int size, int value) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    @Test
    void aStoreThatFailsIsNoSoundThatCannotBeDecoded() {
        assertThatThrownBy(() -> waveforms
                        .of(facts(WAV), () -> Flux.error(new IllegalStateException("away")))
                        .block(AT_MOST))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("away");
    }

    @Test
    void whatFallsSilentOrNeverEndsIsGivenUp() {
        byte[] opus = Recordings.opus(Recordings.tone(1, 48_000, SPEECH), 1);
        try (Waveforms hasty = new Waveforms(new WaveformProperties(1, 1, Duration.ofMillis(300)))) {
            assertThat(hasty.of(facts(MP3), Flux::never).blockOptional(AT_MOST)).isEmpty();
            assertThat(hasty.of(
                                    facts(OGG),
                                    () -> Flux.fromStream(Stream.generate(
                                            () -> ByteBuffer.wrap(opus)))) // the same stream, ever again
                            .blockOptional(AT_MOST))
                    .isEmpty();
            assertThat(hasty.of(facts(WAV), () -> Flux.just(ByteBuffer.wrap(Recordings.wav(new short[9], 8_000))))
                            .blockOptional(AT_MOST))
                    .isPresent();
        }
    }

    @Test
    void whatIsTooMuchIsRefusedAtOnce() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Mono<Waveform> stuck = waveforms.of(facts(WAV), () -> {
            begun.countDown();
            return Flux.never();
        });
        List<Disposable> waiting = new ArrayList<>();
        waiting.add(stuck.subscribe());
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        waiting.add(stuck.subscribe());

        assertThatThrownBy(() -> stuck.block(AT_MOST))
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.OVERLOADED));

        waiting.forEach(Disposable::dispose);
    }

    private int[] bars(String contentType, byte[] sound) {
        return bars(waveform(contentType, sound));
    }

    private static int[] bars(Optional<Waveform> waveform) {
        byte[] bars = HexFormat.of().parseHex(waveform.orElseThrow().bars());
        int[] heights = new int[bars.length];
        Arrays.setAll(heights, i -> bars[i] & 0xFF);
        return heights;
    }

    private Optional<Waveform> waveform(String contentType, byte[] sound) {
        List<ByteBuffer> buffers = new ArrayList<>();
        for (int at = 0; at < sound.length; at += 5_000) {
            buffers.add(ByteBuffer.wrap(sound, at, Math.min(5_000, sound.length - at)));
        }
        return waveforms
                .of(facts(contentType), () -> Flux.fromIterable(buffers))
                .blockOptional(AT_MOST);
    }

    private static ContentFacts facts(String contentType) {
        return new ContentFacts(contentType, 1, "", Optional.empty());
    }

    private static byte[] joined(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }
}
