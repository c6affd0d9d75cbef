package io.parley.infra.media.waveform;

import java.io.IOException;
import java.io.InputStream;

/** Decodes one format. It works on a piece of what it reads at a time, so that it ends when that ends, or fails. */
interface SoundDecoder {

    /**
     * Decodes a sound; nothing of it where it is not to be decoded.
     *
     * @param bytes what to read, with a place to go back to
     * @param bars what gets the samples
     * @throws IOException if it is not what it should be
     */
    void decode(InputStream bytes, Bars bars) throws IOException;
}
