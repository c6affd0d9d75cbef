package io.parley.infra.media.waveform;

import io.parley.infra.media.Decoding;
import io.parley.infra.media.content.ContentFacts;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes waveforms, a few at a time: of WAV, of MP3, and of Opus in Ogg and WebM. What cannot be decoded or takes too long simply has none.
 * However long a sound is, what is held of it is a buffer, a frame and {@link Bars}.
 */
public final class Waveforms implements AutoCloseable {

    private static final Map<String, SoundDecoder> DECODERS = Map.of(
            "audio/wav", new WavDecoder(),
            "audio/mpeg", new Mp3Decoder(),
            "audio/ogg", new OpusInOggDecoder(),
            "audio/webm", new OpusInWebmDecoder());

    private final Decoding decoding;

    /** One with threads of its own, to be closed. */
    public Waveforms(WaveformProperties properties) {
        this.decoding = new Decoding("waveform", properties.threads(), properties.queue(), properties.timeout());
    }

    /**
     * Makes one.
     *
     * @param facts what was found out when the sound was uploaded
     * @param sound reads what was stored; asked for when its turn has come
     * @return the waveform, or nothing. Fails with {@code OVERLOADED} if too many wait, and with the sound's own failure if it
     *     cannot be read: to try again later makes sense then
     */
    public Mono<Waveform> of(ContentFacts facts, Supplier<Flux<ByteBuffer>> sound) {
        SoundDecoder decoder = DECODERS.get(facts.contentType());
        return decoder == null ? Mono.empty() : decoding.of(sound, bytes -> waveform(decoder, bytes));
    }

    private static Optional<Waveform> waveform(SoundDecoder decoder, InputStream bytes) throws IOException {
        Bars bars = new Bars();
        decoder.decode(new BufferedInputStream(bytes), bars);
        return bars.waveform();
    }

    @Override
    public void close() {
        decoding.close();
    }
}
