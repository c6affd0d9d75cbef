package io.parley.benchmarks.media;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Uploads and downloads as fast as they go, some of each at once and without a pause, until it is closed. */
final class Traffic implements AutoCloseable {

    private final Sides sides;
    private final Noise file;
    private final LongAdder bytes = new LongAdder();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final List<Thread> threads = new ArrayList<>();
    private final long began = System.nanoTime();
    private volatile boolean closed;

    private Traffic(Sides sides, Noise file) {
        this.sides = sides;
        this.file = file;
    }

    /** Begins so many of each, to Parley and from it. */
    static Traffic begin(Sides sides, Noise file, int each) throws IOException, InterruptedException {
        URI uploaded = sides.upload(file).from();
        Traffic traffic = new Traffic(sides, file);
        traffic.repeat(each, () -> sides.upload(file));
        traffic.repeat(each, () -> sides.download(file, uploaded));
        return traffic;
    }

    /** Begins so many of each, to the filer and from it: Parley has no part in it. */
    static Traffic plain(Sides sides, Noise file, int each) throws IOException, InterruptedException {
        URI uploaded = sides.uploadPlain(file, "").from();
        Traffic traffic = new Traffic(sides, file);
        traffic.repeat(each, () -> sides.uploadPlain(file, "?fsync=true"));
        traffic.repeat(each, () -> sides.downloadPlain(file, uploaded));
        return traffic;
    }

    private void repeat(int count, Transfer transfer) {
        for (int i = 0; i < count; i++) {
            repeat(transfer);
        }
    }

    private void repeat(Transfer transfer) {
        Thread thread = new Thread(() -> run(transfer), "traffic");
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void run(Transfer transfer) {
        while (!closed) {
            try {
                transfer.run();
                bytes.add(file.size());
            } catch (IOException e) {
                failure.compareAndSet(null, e);
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Lets what is under way come to its end; gives how many bytes passed in a second, both ways together. */
    double end() throws InterruptedException, IOException {
        close();
        Exception failed = failure.get();
        if (failed != null) {
            throw new IOException("a transfer failed beside messages", failed);
        }
        return bytes.sum() * 1e9 / (System.nanoTime() - began);
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @FunctionalInterface
    private interface Transfer {

        void run() throws IOException, InterruptedException;
    }
}
