package io.parley.api.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.blockhound.BlockHound;

/** Notes each call that blocks a thread of the server's event loop. It watches the whole JVM, from its first use on. */
public final class EventLoopWatch {

    private static final String EVENT_LOOP = "-http-";
    private static final List<String> BLOCKED = new CopyOnWriteArrayList<>();

    static {
        BlockHound.builder()
                .loadIntegrations()
                // the kernel's random numbers: a read of them waits for nothing once the machine has booted
                .allowBlockingCallsInside("java.util.UUID", "randomUUID")
                // what is logged of a fault goes to the console at once in tests
                .allowBlockingCallsInside("ch.qos.logback.classic.Logger", "callAppenders")
                .blockingMethodCallback(method -> note(method.toString()))
                .install();
    }

    private EventLoopWatch() {}

    /** Forgets what was noted. */
    public static void begin() {
        BLOCKED.clear();
    }

    /** The calls that blocked since the beginning. */
    public static List<String> blocked() {
        return List.copyOf(BLOCKED);
    }

    /** Other threads that may not block, such as timers, were waiting already when the watch began. */
    private static void note(String method) {
        if (Thread.currentThread().getName().contains(EVENT_LOOP)) {
            BLOCKED.add(method);
        }
    }
}
