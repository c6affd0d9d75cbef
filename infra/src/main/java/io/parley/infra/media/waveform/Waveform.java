package io.parley.infra.media.waveform;

/**
 * How loud a sound is.
 *
 * @param bars the peaks of its parts of equal length: two hexadecimal digits for each, 00 for silence and ff for the loudest
 */
public record Waveform(String bars) {

    /** How many parts there are. */
    public static final int BARS = 64;

    /** The bars as they are. */
    public Waveform {
        if (bars.length() != 2 * BARS) {
            throw new IllegalArgumentException("not as many bars as there are");
        }
    }
}
