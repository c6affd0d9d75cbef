package io.parley.infra.concurrent;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that do not keep the process from ending. */
public final class Daemons {

    private Daemons() {}

    /** Threads of this name, numbered. */
    public static ThreadFactory numbered(String name) {
        AtomicInteger made = new AtomicInteger();
        return task -> daemon(task, name + "-" + made.incrementAndGet());
    }

    /** One thread of this name, for what is done from time to time. */
    public static ScheduledExecutorService timer(String name) {
        return Executors.newSingleThreadScheduledExecutor(task -> daemon(task, name));
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
