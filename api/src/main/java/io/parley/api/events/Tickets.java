package io.parley.api.events;

import io.parley.api.session.Caller;
import io.parley.api.session.TicketRedeemer;
import io.parley.contract.session.StreamTickets;
import io.parley.contract.session.StreamTickets.Holder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.random.RandomGenerator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Tickets for browsers' streams: 256 random bits, valid once, on any node, and for a short while. */
final class Tickets implements TicketRedeemer {

    private static final int BYTES = 32;

    private final StreamTickets issued;
    private final Duration life;
    private final RandomGenerator random;
    private final Clock clock;
    private final Scheduler scheduler;

    /**
     * @param random must be fit for secrets
     * @param scheduler where to wait for the store
     */
    Tickets(
            StreamTickets issued,
            StreamProperties.Tickets bounds,
            RandomGenerator random,
            Clock clock,
            Scheduler scheduler) {
        this.issued = issued;
        this.life = bounds.life();
        this.random = random;
        this.clock = clock;
        this.scheduler = scheduler;
    }

    /** How long a ticket is valid. */
    Duration life() {
        return life;
    }

    /** A new ticket. */
    Mono<String> issue(Caller caller) {
        return Mono.fromCallable(() -> {
                    String ticket = random();
                    Instant now = clock.instant();
                    issued.add(ticket, new Holder(caller.userId(), caller.deviceId()), now, now.plus(life));
                    return ticket;
                })
                .subscribeOn(scheduler);
    }

    private String random() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public Mono<Caller> redeem(String ticket) {
        return Mono.fromCallable(() -> issued.take(ticket, clock.instant()))
                .subscribeOn(scheduler)
                .flatMap(Mono::justOrEmpty)
                .map(holder -> new Caller(holder.userId(), holder.deviceId()));
    }
}
