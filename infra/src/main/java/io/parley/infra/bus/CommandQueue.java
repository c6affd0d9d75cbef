package io.parley.infra.bus;

import java.util.List;
import java.util.stream.IntStream;
import org.springframework.context.SmartLifecycle;

/**
 * The commands that wait, partitioned by their aggregate. When the node stops, what was taken is handled while handlers and
 * database are still there.
 */
final class CommandQueue implements SmartLifecycle {

    /** Stops before Axon does, and after the web server. */
    private static final int PHASE = 1000;

    private final CommandBusProperties settings;
    private final Admission admission;
    private final List<Partition> partitions;
    private volatile boolean running;

    CommandQueue(CommandBusProperties settings, CommandGroups groups, Admission admission) {
        this.settings = settings;
        this.admission = admission;
        this.partitions = IntStream.rangeClosed(1, settings.partitions())
                .mapToObj(number -> new Partition(number, groups, admission, settings.group()))
                .toList();
    }

    /** Lets a command wait for its turn, or refuses it, on this thread. Never blocks. */
    void add(PendingCommand command) {
        if (admission.letsWait(command)) {
            partitionOf(command).add(command);
        }
    }

    private Partition partitionOf(PendingCommand command) {
        int hash = command.aggregateId().hashCode();
        return partitions.get(Math.floorMod(hash ^ (hash >>> 16), partitions.size()));
    }

    @Override
    public void start() {
        partitions.forEach(Partition::start);
        running = true;
    }

    /** Takes no more, waits for what was taken, and refuses what is still waiting then. */
    @Override
    public void stop() {
        running = false;
        admission.close();
        partitions.forEach(Partition::stop);
        long end = System.nanoTime() + settings.drain().toNanos();
        for (Partition partition : partitions) {
            partition.await(end - System.nanoTime()).forEach(command -> command.fail(Admission.stopping()));
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
