package io.parley.infra.saga;

import io.parley.infra.axon.ProcessorProperties;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What a node's trials do, told to tests; tests tell here what is to happen meanwhile. */
public final class Trials {

    static final String PROCESSOR = "trials";

    /** What is left out of a trial's events. */
    static final String OF_NO_CONCERN = "of no concern";

    private final List<Entered> entered = new CopyOnWriteArrayList<>();
    private final Map<String, Runnable> hooks = new ConcurrentHashMap<>();
    private final List<Object> commands = new CopyOnWriteArrayList<>();
    private volatile boolean endsWhenDue = true;

    record Entered(String step, List<String> heard, Instant at) {}

    void enter(String step, List<String> heard) {
        entered.add(new Entered(step, List.copyOf(heard), Instant.now()));
        hooks.getOrDefault(step, () -> {}).run();
    }

    List<Entered> entered(String step) {
        return entered.stream().filter(one -> one.step.equals(step)).toList();
    }

    /** Does something each time that a step is entered. */
    void when(String step, Runnable hook) {
        hooks.put(step, hook);
    }

    void fail(String step, int times) {
        AtomicInteger left = new AtomicInteger(times);
        when(step, () -> {
            if (left.getAndDecrement() > 0) {
                throw new IllegalStateException("told to fail");
            }
        });
    }

    /** What the deadline's handler is to have done. */
    List<Object> commands() {
        return commands;
    }

    boolean endsWhenDue() {
        return endsWhenDue;
    }

    void goOnWhenDue() {
        endsWhenDue = false;
    }

    /** Registers them as the wiring of a saga does. */
    @Configuration(proxyBeanMethods = false)
    @Import(SagaConfiguration.class)
    public static class Wiring {

        @Bean
        Trials trials() {
            return new Trials();
        }

        @Bean
        ConfigurerModule trialsModule(Sagas sagas, Trials trials, ProcessorProperties processors) {
            return configurer -> {
                configurer.registerComponent(Trials.class, axon -> trials);
                sagas.register(
                        configurer, Trial.class, PROCESSOR, processors.with(1, 100), Wiring::concerns, Batch.UNHEARD);
            };
        }

        private static boolean concerns(EventMessage<?> event) {
            return !(event.getPayload() instanceof Trial.Went went
                    && went.what().equals(OF_NO_CONCERN));
        }
    }
}
