package io.parley.infra.media.waveform;

import java.nio.ShortBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Takes samples and keeps the peaks of parts of equal length, of which there are always few: when there are too many, each two become
 * one, and parts are twice as long from then on. So nobody needs to know beforehand how long the sound is.
 */
final class Bars {

    /** A part at the edge of a bar is no more than a sixty-fourth of it. */
    private static final int MOST_PARTS = 2 * 64 * Waveform.BARS;

    private static final int LOUDEST = 0xFF;

    private final int[] peaks = new int[MOST_PARTS];
    private int whole;
    private long partLength = 1;
    private long inPart;

    /** Takes samples, those of the same moment in each channel after each other. */
    void add(ShortBuffer samples, int channels) {
        while (samples.remaining() >= channels) {
            int level = 0;
            for (int channel = 0; channel < channels; channel++) {
                level = Math.max(level, Math.abs(samples.get()));
            }
            add(level);
        }
    }

    /** Takes silence. */
    void skip(int moments) {
        for (int i = 0; i < moments; i++) {
            add(0);
        }
    }

    private void add(int level) {
        peaks[whole] = Math.max(peaks[whole], level);
        if (++inPart == partLength) {
            inPart = 0;
            if (++whole == MOST_PARTS) {
                halve();
            }
        }
    }

    private void halve() {
        whole = MOST_PARTS / 2;
        partLength *= 2;
        for (int i = 0; i < whole; i++) {
            peaks[i] = Math.max(peaks[2 * i], peaks[2 * i + 1]);
        }
        Arrays.fill(peaks, whole, MOST_PARTS, 0);
    }

    /** What has become of them; nothing if there were none. */
    Optional<Waveform> waveform() {
        int parts = inPart > 0 ? whole + 1 : whole;
        if (parts == 0) {
            return Optional.empty();
        }
        int loudest = peak(0, parts);
        StringBuilder bars = new StringBuilder();
        for (int i = 0; i < Waveform.BARS; i++) {
            int from = i * parts / Waveform.BARS;
            int to = Math.max(from + 1, (i + 1) * parts / Waveform.BARS);
            int height = loudest == 0 ? 0 : Math.round((float) peak(from, to) * LOUDEST / loudest);
            bars.append(HexFormat.of().toHexDigits((byte) height));
        }
        return Optional.of(new Waveform(bars.toString()));
    }

    private int peak(int from, int to) {
        int peak = 0;
        for (int i = from; i < to; i++) {
            peak = Math.max(peak, peaks[i]);
        }
        return peak;
    }
}
