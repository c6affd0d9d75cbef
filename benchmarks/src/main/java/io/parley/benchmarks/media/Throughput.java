package io.parley.benchmarks.media;

import io.parley.benchmarks.Progress;
import io.parley.benchmarks.media.Sides.Uploaded;
import java.io.IOException;
import java.time.Duration;

/** Uploads and downloads in turns, one at a time: to the filer, and to Parley, which encrypts and keeps them in the same. */
final class Throughput {

    static final String PLAIN_UP = "upload: curl to the filer";
    static final String PLAIN_UP_DURABLE = "upload: curl to the filer, fsync=true";
    static final String UP = "upload: curl to Parley, a film";
    static final String UP_SOUND = "upload: curl to Parley, a sound and its waveform";
    static final String PLAIN_DOWN = "download: curl from the filer";
    static final String DOWN = "download: curl from Parley";

    private final Sides sides;
    private final Noise film;
    private final Noise sound;
    private final Progress progress;

    Throughput(Sides sides, Noise film, Noise sound, Progress progress) {
        this.sides = sides;
        this.film = film;
        this.sound = sound;
        this.progress = progress;
    }

    /** Measures, after rounds that do not count, for so long. */
    Rates measure(Duration warmUp, int rounds) throws IOException, InterruptedException {
        long began = System.nanoTime();
        do {
            round(new Rates(film.size()));
        } while (System.nanoTime() - began < warmUp.toNanos());
        Rates rates = new Rates(film.size());
        for (int round = 1; round <= rounds; round++) {
            round(rates);
            progress.step(
                    "round %d of %d: up %.0f and %.0f MiB/s, down %.0f and %.0f MiB/s (the filer alone, Parley)",
                    round, rounds, rates.last(PLAIN_UP), rates.last(UP), rates.last(PLAIN_DOWN), rates.last(DOWN));
        }
        return rates;
    }

    private void round(Rates rates) throws IOException, InterruptedException {
        Uploaded plain = sides.uploadPlain(film, "");
        rates.add(PLAIN_UP, plain.seconds());
        Uploaded ours = sides.upload(film);
        rates.add(UP, ours.seconds());
        rates.add(PLAIN_UP_DURABLE, sides.uploadPlain(film, "?fsync=true").seconds());
        rates.add(UP_SOUND, sides.upload(sound).seconds());
        rates.add(PLAIN_DOWN, sides.downloadPlain(film, plain.from()));
        rates.add(DOWN, sides.download(film, ours.from()));
    }
}
