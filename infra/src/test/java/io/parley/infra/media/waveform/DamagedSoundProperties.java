package io.parley.infra.media.waveform;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.infra.media.content.ContentFacts;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import reactor.core.publisher.Flux;

/** However a sound is broken, cut or made up: it has a waveform or none, soon. */
class DamagedSoundProperties {

    private static final Map<String, byte[]> SOUNDS = Map.of(
            "audio/wav", Recordings.wav(Recordings.tone(0.5, 8_000, time -> time), 8_000),
            "audio/mpeg", Recordings.mp3(190, 200, 190, 0, 200, 210, 190, 200, 180, 190),
            "audio/ogg", Recordings.opus(Recordings.tone(1, 96_000, time -> time), 2),
            "audio/webm", Recordings.webm(Recordings.tone(1, 96_000, time -> time), 2));

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Waveforms WAVEFORMS = new Waveforms(new WaveformProperties(1, 10, Duration.ofSeconds(20)));

    @AfterContainer
    static void close() {
        WAVEFORMS.close();
    }

    @Provide
    Arbitrary<String> types() {
        return Arbitraries.of(SOUNDS.keySet());
    }

    @Property(tries = 1_500)
    void whateverIsAlteredHasAWaveformOrNone(
            @ForAll("types") String type, @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int alterations) {
        byte[] sound = sound(type).clone();
        Random random = new Random(seed);
        for (int i = 0; i < alterations; i++) {
            int range = random.nextInt(4) == 0 ? Math.min(100, sound.length) : sound.length;
            sound[random.nextInt(range)] = (byte) random.nextInt();
        }

        assertDecodedOrNot(type, sound);
    }

    @Property(tries = 500)
    void whateverEndsEarlyHasAWaveformOrNone(@ForAll("types") String type, @ForAll @IntRange(min = 0) int length) {
        assertDecodedOrNot(type, Arrays.copyOf(sound(type), length % sound(type).length));
    }

    @Property(tries = 300)
    void randomBytesBehindAnyBeginningHaveAWaveformOrNone(
            @ForAll("types") String type, @ForAll @IntRange(min = 0, max = 120) int kept, @ForAll long seed) {
        byte[] random = new byte[50_000];
        new Random(seed).nextBytes(random);
        System.arraycopy(sound(type), 0, random, 0, kept);

        assertDecodedOrNot(type, random);
    }

    private static byte[] sound(String type) {
        return SOUNDS.getOrDefault(type, new byte[0]);
    }

    private static void assertDecodedOrNot(String type, byte[] sound) {
        ContentFacts facts = new ContentFacts(type, sound.length, "", Optional.empty());
        Optional<Waveform> waveform =
                WAVEFORMS.of(facts, () -> Flux.just(ByteBuffer.wrap(sound))).blockOptional(SOON);

        waveform.ifPresent(known -> assertThat(known.bars()).matches("[0-9a-f]{128}"));
    }

    @Property(tries = 300)
    void aClickShowsWhereItIsHoweverLongTheSound(
            @ForAll @IntRange(min = 64, max = 3_000_000) int length, @ForAll @IntRange(min = 0) int place) {
        short[] samples = new short[length];
        samples[place % length] = -1_000;
        Bars bars = new Bars();
        int half = length / 2;
        bars.add(ShortBuffer.wrap(samples, 0, half), 1);
        bars.add(ShortBuffer.wrap(samples, half, length - half), 1);

        String drawn = bars.waveform().orElseThrow().bars();

        double expected = (place % length + 0.5) * Waveform.BARS / length;
        assertThat(drawn.replace("00", "")).isEqualTo("ff");
        assertThat(drawn.indexOf("ff") / 2 + 0.5).isBetween(expected - 1.1, expected + 1.1);
    }
}
