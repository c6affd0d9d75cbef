package io.parley.infra.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.contract.delivery.PushedDevices;
import io.parley.contract.delivery.PushedLog;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;
import io.parley.infra.concurrent.Daemons;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers what is pushed, device by device, and writes it from time to time on a thread of its own: however many writes a stream has,
 * each device is written once in a while. What could not be written is written the next time. Bounded: of devices beyond the bound
 * it is lost what was pushed, which is counted; streams never hear of it.
 */
final class PushedGatherer implements PushedLog, PushedDevices, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PushedGatherer.class);
    private static final int CLOSING_SECONDS = 2;

    private final PushedTable table;
    private final PushedProperties settings;
    private final Counter lost;
    private final Counter failed;
    private final ScheduledExecutorService thread;
    private final Object writing = new Object();
    private Map<Device, Ranges> gathered = new HashMap<>();

    PushedGatherer(PushedTable table, PushedProperties settings, MeterRegistry meters) {
        this.table = table;
        this.settings = settings;
        this.lost = Counter.builder("parley.pushed.lost")
                .description("Parts of the log that count as pushed to nobody, since too many devices waited")
                .register(meters);
        this.failed = Counter.builder("parley.pushed.failed")
                .description("Times that it could not be written what was pushed")
                .register(meters);
        this.thread = Daemons.timer("parley-pushed");
    }

    void start() {
        long every = settings.every().toMillis();
        long tidy = settings.tidy().toMillis();
        thread.scheduleWithFixedDelay(this::write, every, every, TimeUnit.MILLISECONDS);
        thread.scheduleWithFixedDelay(this::tidy, tidy, tidy, TimeUnit.MILLISECONDS);
    }

    @Override
    public void pushed(UserId userId, DeviceId deviceId, long after, long upTo) {
        gather(new Device(userId, deviceId), new Ranges(List.of(new Ranges.Part(after, upTo))));
    }

    private synchronized void gather(Device device, Ranges more) {
        Ranges before = gathered.get(device);
        if (before == null && gathered.size() >= settings.devices()) {
            lost.increment();
        } else {
            gathered.put(device, before == null ? more : before.with(more, settings.ranges()));
        }
    }

    private synchronized Map<Device, Ranges> take() {
        Map<Device, Ranges> taken = gathered;
        gathered = new HashMap<>();
        return taken;
    }

    /** What this node has gathered counts at once; what others have, when they have written it. */
    @Override
    public Map<UserId, Integer> count(Map<UserId, Long> positions) {
        write();
        return table.count(positions);
    }

    /** Writes what was gathered, one after the other, so that whoever returns from it has all written that came before. */
    void write() {
        synchronized (writing) {
            writeGathered();
        }
    }

    private void writeGathered() {
        List<Map.Entry<Device, Ranges>> all = new ArrayList<>(new TreeMap<>(take()).entrySet());
        int written = 0;
        try {
            while (written < all.size()) {
                int next = Math.min(all.size(), written + settings.batch());
                table.add(all.subList(written, next));
                written = next;
            }
        } catch (RuntimeException e) {
            failed.increment();
            log.debug(
                    "It could not be written what was pushed ({})", e.getClass().getSimpleName());
            all.subList(written, all.size()).forEach(one -> gather(one.getKey(), one.getValue()));
        }
    }

    private void tidy() {
        try {
            while (!thread.isShutdown() && table.tidy()) {
                write();
            }
        } catch (RuntimeException e) {
            log.debug("Old devices could not be removed ({})", e.getClass().getSimpleName());
        }
    }

    /** Writes what is left. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        write();
    }
}
