package io.parley.infra.media.waveform;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Decodes Opus in Ogg (RFC 7845). Other codecs in Ogg are not decoded. */
final class OpusInOggDecoder implements SoundDecoder {

    @Override
    public void decode(InputStream bytes, Bars bars) throws IOException {
        OggPackets packets = new OggPackets(bytes);
        byte[] head = packets.next();
        Optional<OpusSound> sound = head == null ? Optional.empty() : OpusSound.of(head, bars);
        if (sound.isEmpty()) {
            return;
        }
        packets.next(); // tags
        byte[] packet = packets.next();
        while (packet != null) {
            sound.get().decode(packet);
            packet = packets.next();
        }
    }
}
