package io.parley.infra.testing;

import io.parley.contract.ParleyEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ReplayStatus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A projection that remembers what it saw, and fails as often as it is told to. */
@ProcessingGroup(Seen.GROUP)
public class Seen {

    public static final String GROUP = "seen";

    private final List<ParleyEvent> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger replayed = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();

    @EventHandler
    public void on(ParleyEvent event, ReplayStatus status) {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("told to fail");
        }
        if (status.isReplay()) {
            replayed.incrementAndGet();
        }
        events.add(event);
    }

    public List<ParleyEvent> events() {
        return events;
    }

    public int replayed() {
        return replayed.get();
    }

    public void failNext(int times) {
        failures.set(times);
    }

    /** Registers it as the wiring of a projection does. */
    @Configuration(proxyBeanMethods = false)
    public static class Wiring {

        @Bean
        Seen seen() {
            return new Seen();
        }

        @Bean
        ConfigurerModule seenModule(Seen seen) {
            return configurer -> configurer.registerEventHandler(c -> seen);
        }
    }
}
