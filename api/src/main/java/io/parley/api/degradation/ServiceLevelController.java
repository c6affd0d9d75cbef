package io.parley.api.degradation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.api.dispatch.Commands;
import io.parley.contract.degradation.DegradationCommand.RecordServiceLevel;
import io.parley.contract.degradation.Reading;
import io.parley.contract.degradation.ServiceLevel;
import io.parley.contract.degradation.Signal;
import io.parley.contract.id.NodeId;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.util.retry.Retry;

/**
 * Reads the signals a few times a second and decides on the level of service of this node. Each decision is logged with the reading that
 * caused it, and recorded as an event, as often as it takes.
 */
@Component
final class ServiceLevelController implements SmartLifecycle, ServiceLevelReadings {

    private static final Logger log = LoggerFactory.getLogger(ServiceLevelController.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int TRIES = 100;

    private final NodeId nodeId;
    private final DegradationProperties properties;
    private final List<Signal> signals;
    private final Shedding shedding;
    private final Commands commands;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Map<String, Double> pressures = new ConcurrentHashMap<>();
    private final LevelMachine machine;
    private volatile List<Reading> readings = List.of();
    private @Nullable ScheduledExecutorService thread;

    ServiceLevelController(
            NodeId nodeId,
            DegradationProperties properties,
            List<Signal> signals,
            Shedding shedding,
            Commands commands,
            Clock clock,
            MeterRegistry meters) {
        this.nodeId = nodeId;
        this.properties = properties;
        this.signals = List.copyOf(signals);
        this.shedding = shedding;
        this.commands = commands;
        this.clock = clock;
        this.machine = new LevelMachine(properties, System.nanoTime());
        this.meters = meters;
    }

    @Override
    public List<Reading> readings() {
        return readings;
    }

    private void round() {
        try {
            readings = signals.stream().map(Signal::read).toList();
            readings.forEach(this::meter);
            if (properties.automatic()) {
                decide();
            }
            shedding.look();
        } catch (RuntimeException e) { // the next round must come
            log.warn("The level of service could not be looked at: {}", e.toString());
        }
    }

    /** What a signal is called is known once it was read. */
    private void meter(Reading reading) {
        if (pressures.put(reading.signal(), reading.pressure()) == null) {
            Gauge.builder("parley.degradation.pressure", () -> pressures.get(reading.signal()))
                    .description("How much of what is bearable a signal shows; 1 is its bound")
                    .tag("signal", reading.signal())
                    .register(meters);
        }
    }

    private void decide() {
        readings.stream().max(Comparator.comparingDouble(Reading::pressure)).ifPresent(worst -> {
            shedding.press(worst.pressure());
            ServiceLevel before = machine.level();
            ServiceLevel now = machine.step(worst.pressure(), System.nanoTime());
            if (now != before) {
                changed(before, now, worst);
            }
        });
    }

    private void changed(ServiceLevel before, ServiceLevel now, Reading cause) {
        shedding.enter(now);
        log.atLevel(now.compareTo(before) > 0 ? Level.WARN : Level.INFO)
                .log(
                        "Service level {}, was {}: {} is {} (bound {}); given up: {}",
                        now.word(),
                        before.word(),
                        cause.signal(),
                        number(cause.value()),
                        number(cause.bound()),
                        shedding.state().words());
        record(new RecordServiceLevel(nodeId, now, cause, shedding.state().shed(), clock.instant()));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private void record(RecordServiceLevel command) {
        commands.send(command)
                .retryWhen(Retry.backoff(TRIES, FIRST_PAUSE).maxBackoff(LONGEST_PAUSE))
                .subscribe(
                        written -> {},
                        failure -> log.warn(
                                "That the service level became {} at {} could not be recorded: {}",
                                command.level().word(),
                                command.at(),
                                failure.toString()));
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            thread = Executors.newSingleThreadScheduledExecutor(work -> {
                Thread made = new Thread(work, "parley-service-level");
                made.setDaemon(true);
                return made;
            });
            round(); // whoever asks finds readings from the start
            long every = properties.look().toMillis();
            thread.scheduleAtFixedRate(this::round, every, every, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.shutdownNow();
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }
}
