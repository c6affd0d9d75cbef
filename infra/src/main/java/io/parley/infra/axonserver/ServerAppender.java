package io.parley.infra.axonserver;

import io.axoniq.axonserver.grpc.event.Event;
import io.parley.infra.store.AppendGroup;
import io.parley.infra.store.AppendedPosition;
import io.parley.infra.store.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.modelling.command.ConcurrencyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends events, and knows afterwards whether they are in the log: an append that got no answer is looked up by aggregate and
 * sequence number, at which there is one event at most.
 */
final class ServerAppender {

    private static final Logger log = LoggerFactory.getLogger(ServerAppender.class);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration BELIEVED_AFTER = Duration.ofSeconds(1);

    private final ServerLog server;
    private final Duration settleFor;

    ServerAppender(ServerLog server, Duration settleFor) {
        this.server = server;
        this.settleFor = settleFor;
    }

    /**
     * Appends all events or none, and tells whoever runs the unit of work the head of the log as it is then.
     *
     * @throws ConcurrencyException if another writer was faster; nothing was appended
     * @throws StoreUnavailableException if the server is away; nothing was appended as far as could be found out in time
     */
    void append(List<Event> events) {
        try {
            server.await(server.append(events));
        } catch (StoreUnavailableException e) {
            settle(events.get(events.size() - 1), e);
        }
        tell(server.head());
    }

    private static void tell(long head) {
        AppendGroup.current()
                .ifPresentOrElse(group -> group.appendedAllUpTo(head), () -> AppendedPosition.record(head));
    }

    /**
     * Returns if the event is in the log. The server may still be busy with it, so that its absence is believed only after a
     * while; and may not be reached at once.
     */
    private void settle(Event event, StoreUnavailableException failure) {
        long begun = System.nanoTime();
        boolean absent = event.getAggregateIdentifier().isEmpty();
        while (!absent && System.nanoTime() - begun < settleFor.toNanos()) {
            try {
                if (isAppended(event, failure)) {
                    return;
                }
                absent = System.nanoTime() - begun > BELIEVED_AFTER.toNanos();
            } catch (StoreUnavailableException e) {
                log.debug("The outcome of an append cannot be looked up just now", e);
            }
            pause();
        }
        log.warn("An append got no answer, and the log has nothing at its place as far as can be told", failure);
        throw failure;
    }

    private boolean isAppended(Event event, StoreUnavailableException failure) {
        Optional<Event> found = server.at(event.getAggregateIdentifier(), event.getAggregateSequenceNumber());
        found.ifPresent(there -> {
            log.info("An append got no answer; the log has an event at its place");
            requireSame(event, there, failure);
        });
        return found.isPresent();
    }

    private static void requireSame(Event event, Event found, StoreUnavailableException failure) {
        if (!found.getMessageIdentifier().equals(event.getMessageIdentifier())) {
            throw new ConcurrencyException("Another writer was faster", failure);
        }
    }

    private static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("This node is stopping", e);
        }
    }
}
