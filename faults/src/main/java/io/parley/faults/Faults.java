package io.parley.faults;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What goes wrong on purpose in a node. Thread-safe. */
public final class Faults {

    static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    /** The exit code that a shell gives for what was killed. */
    private static final int KILLED = 137;

    private final List<ActiveFault> active = new CopyOnWriteArrayList<>();
    private final Connections connections;
    private final ClockSteps clock;

    Faults(Connections connections, ClockSteps clock) {
        this.connections = connections;
        this.clock = clock;
    }

    /** Lets something go wrong from now on. */
    public ActiveFault begin(Fault fault) {
        ActiveFault begun = new ActiveFault(fault);
        active.add(begun);
        return begun;
    }

    /** Ends all that was begun; whoever is stalled goes on. */
    public void lift() {
        active.forEach(ActiveFault::lift);
        active.clear();
    }

    boolean areNone() {
        return active.isEmpty();
    }

    /** Somebody has come to a point: lets what is due there happen. */
    void reach(Point point, Subject subject) {
        for (ActiveFault fault : active) {
            int time = fault.fires(point, subject);
            if (time > 0) {
                String kind = fault.fault().kind().name().toLowerCase(Locale.ROOT);
                LOG.warn("Fault: {} {} {} time={}", kind, point, subject, time);
                happen(fault, point);
            }
        }
    }

    private void happen(ActiveFault fault, Point point) {
        switch (fault.fault().kind()) {
            case FAIL -> throw new InjectedFault(point);
            case STALL -> fault.stall();
            case DROP -> connections.drop(point);
            case STEP -> clock.step(fault.fault().duration());
            case KILL -> Runtime.getRuntime().halt(KILLED);
        }
    }
}
