package io.parley.benchmarks.media;

import io.parley.benchmarks.Cleanup;
import io.parley.benchmarks.streams.ServerMemory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Many uploads at once, and what the server's JVM holds while all of them are under way. Once it is left alone, so that garbage counts
 * too, and once it has to collect again and again.
 */
final class UploadsAtOnce {

    private static final long BETWEEN_MILLIS = 500;

    private final ProcessHandle server;
    private final Sides sides;

    UploadsAtOnce(ProcessHandle server, Sides sides) {
        this.server = server;
        this.sides = sides;
    }

    /** Uploads a file so many times at once, twice. */
    Held measure(Noise file, int count) throws IOException, InterruptedException {
        ServerMemory before = ServerMemory.live(server);
        List<ServerMemory> alone = new ArrayList<>();
        List<ServerMemory> collecting = new ArrayList<>();
        double seconds = upload(file, count, () -> alone.add(ServerMemory.now(server)));
        upload(file, count, () -> collecting.add(ServerMemory.live(server)));
        ServerMemory after = ServerMemory.live(server);
        return new Held(
                before.heap(),
                most(collecting, ServerMemory::heap),
                most(alone, ServerMemory::heap),
                after.heap(),
                most(alone, ServerMemory::resident) - before.resident(),
                collecting.size(),
                count * (double) file.size() / seconds);
    }

    private double upload(Noise file, int count, Look look) throws IOException, InterruptedException {
        long began = System.nanoTime();
        try (Cleanup cleanup = new Cleanup()) {
            List<Curl> uploads = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                uploads.add(cleanup.add(sides.beginUpload(file)));
            }
            do {
                look.look();
                Thread.sleep(BETWEEN_MILLIS);
            } while (uploads.stream().allMatch(Curl::isAlive));
            for (Curl upload : uploads) {
                upload.await();
            }
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private static long most(List<ServerMemory> seen, ToLongFunction<ServerMemory> what) {
        return seen.stream().mapToLong(what).max().orElseThrow();
    }

    @FunctionalInterface
    private interface Look {

        void look() throws IOException, InterruptedException;
    }

    /**
     * What was held, in bytes.
     *
     * @param before live objects before
     * @param during the most live objects meanwhile
     * @param peak the most objects meanwhile, garbage too
     * @param after live objects after
     * @param resident how much more memory of whatever kind the process had at the most
     * @param looks how often it was looked for live objects
     * @param rate how many bytes were uploaded in a second
     */
    record Held(long before, long during, long peak, long after, long resident, int looks, double rate) {

        /** By how much the live objects grew. */
        long growth() {
            return during - before;
        }
    }
}
