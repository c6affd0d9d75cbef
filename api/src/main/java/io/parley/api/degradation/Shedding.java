package io.parley.api.degradation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.contract.degradation.ForcedShedding.Forced;
import io.parley.contract.degradation.ServiceLevel;
import io.parley.contract.degradation.ShedWork;
import io.parley.contract.degradation.WorkClass;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Which classes of work this node gives up: those of its level, unless an operator has said otherwise. */
@Component
public final class Shedding implements ShedWork {

    /** The longest wait is so many times the shortest longer. */
    private static final long RETRY_SPREAD = 2;

    private final Clock clock;
    private final Duration retryAfter;
    private final RandomGenerator random;
    private final OperatorsWord word = new OperatorsWord();
    private final Map<WorkClass, Counter> refused = new EnumMap<>(WorkClass.class);
    private final List<Consumer<State>> listeners = new CopyOnWriteArrayList<>();
    private volatile ServiceLevel level = ServiceLevel.HEALTHY;
    private volatile double pressure;
    private State told;

    @Autowired
    Shedding(Clock clock, DegradationProperties properties, MeterRegistry meters) {
        this(clock, properties, new Random(), meters);
    }

    Shedding(Clock clock, DegradationProperties properties, RandomGenerator random, MeterRegistry meters) {
        this.clock = clock;
        this.retryAfter = properties.retryAfter();
        this.random = random;
        this.told = state();
        Gauge.builder("parley.degradation.level", this, shedding -> shedding.level.ordinal())
                .description("The level of service: 0 healthy, 1 degraded, 2 critical")
                .register(meters);
        for (WorkClass workClass : WorkClass.values()) {
            if (workClass.canBeShed()) {
                meter(workClass, meters);
            }
        }
    }

    private void meter(WorkClass workClass, MeterRegistry meters) {
        Gauge.builder("parley.degradation.shed", this, shedding -> shedding.isShed(workClass) ? 1 : 0)
                .description("Whether a class of work is given up")
                .tag("class", workClass.word())
                .register(meters);
        refused.put(
                workClass,
                Counter.builder("parley.degradation.refused")
                        .description("Requests that were refused because their class of work is given up")
                        .tag("class", workClass.word())
                        .register(meters));
    }

    /**
     * How things stand.
     *
     * @param level the level of service
     * @param shed what is given up
     */
    public record State(ServiceLevel level, Set<WorkClass> shed) {

        /** What is given up, as clients and operators see it: those first that matter least. */
        public List<String> words() {
            return shed.stream()
                    .sorted(Comparator.reverseOrder())
                    .map(WorkClass::word)
                    .toList();
        }
    }

    /** How things stand now. */
    public State state() {
        ServiceLevel now = level;
        Set<WorkClass> shed = EnumSet.noneOf(WorkClass.class);
        for (WorkClass workClass : WorkClass.values()) {
            if (isShed(workClass, now)) {
                shed.add(workClass);
            }
        }
        return new State(now, Collections.unmodifiableSet(shed));
    }

    /** Whether anything may be given up. If not, it need not be found out to which class a request belongs. */
    boolean mayShed() {
        return level != ServiceLevel.HEALTHY || !word.isEmpty();
    }

    @Override
    public boolean isShed(WorkClass workClass) {
        return isShed(workClass, level);
    }

    @Override
    public double pressure() {
        return pressure;
    }

    /** The signals were read. */
    void press(double nextPressure) {
        pressure = nextPressure;
    }

    private boolean isShed(WorkClass workClass, ServiceLevel at) {
        Forced said = word.of(workClass, clock.instant());
        return said == null ? at.sheds(workClass) : said.shed();
    }

    /** What operators have said that still holds. */
    public List<Forced> forced() {
        return word.all(clock.instant());
    }

    /** Counts a request that is refused. Answers after how many seconds to try again: not all at once. */
    long refuse(WorkClass workClass) {
        Counter counter = refused.get(workClass);
        if (counter != null) {
            counter.increment();
        }
        long spread = random.nextLong(RETRY_SPREAD * retryAfter.toMillis() + 1);
        return Math.max(1, retryAfter.plusMillis(spread).toSeconds());
    }

    /** Runs something, which must be short, with how things stand: now, and after each change. */
    public synchronized void onChange(Consumer<State> listener) {
        listeners.add(listener);
        listener.accept(told);
    }

    /** Forgets a listener. */
    public void forget(Consumer<State> listener) {
        listeners.remove(listener);
    }

    void enter(ServiceLevel next) {
        level = next;
        look();
    }

    /** An operator has said something, at a position of the log. */
    public void say(Forced said, long position) {
        word.take(said.workClass(), said, position);
        look();
    }

    /** An operator lets the level decide again. */
    public void free(WorkClass workClass, long position) {
        word.take(workClass, null, position);
        look();
    }

    /** What was said before this node listened. */
    void sayEarlier(Collection<Forced> earlier) {
        earlier.forEach(said -> word.take(said.workClass(), said, OperatorsWord.EARLIER));
        look();
    }

    /** Tells listeners if something has changed: what an operator said may also have ended by itself. */
    synchronized void look() {
        State now = state();
        if (!now.equals(told)) {
            told = now;
            listeners.forEach(listener -> listener.accept(now));
        }
    }
}
