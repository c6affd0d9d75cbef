package io.parley.infra.media.waveform;

import java.io.IOException;

/** Tells a sound of which a little is broken from one that is none. */
final class Damage {

    private static final int MOST_IN_A_ROW = 16;

    private int inARow;

    /** Something could be decoded. */
    void over() {
        inARow = 0;
    }

    /**
     * Something could not.
     *
     * @throws IOException if it is no use to go on
     */
    void add(Throwable cause) throws IOException {
        if (++inARow > MOST_IN_A_ROW) {
            throw new IOException("this cannot be decoded", cause);
        }
    }
}
