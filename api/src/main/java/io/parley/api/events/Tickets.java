package io.parley.api.events;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.parley.api.session.Caller;
import io.parley.api.session.TicketRedeemer;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Tickets for browsers' streams: 256 random bits, valid once and for a short while. They live in this node's memory only, so a
 * ticket is to be used where it was issued.
 */
final class Tickets implements TicketRedeemer {

    private static final int BYTES = 32;

    private final Cache<String, Caller> issued;
    private final Duration life;
    private final RandomGenerator random;

    /**
     * @param random must be fit for secrets
     */
    Tickets(StreamProperties.Tickets bounds, RandomGenerator random, Ticker ticker) {
        this.life = bounds.life();
        this.random = random;
        this.issued = Caffeine.newBuilder()
                .expireAfterWrite(life)
                .maximumSize(bounds.limit())
                .ticker(ticker)
                .build();
    }

    /** How long a ticket is valid. */
    Duration life() {
        return life;
    }

    /** A new ticket. May block for randomness. */
    String issue(Caller caller) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        issued.put(ticket, caller);
        return ticket;
    }

    @Override
    public Optional<Caller> redeem(String ticket) {
        return Optional.ofNullable(issued.asMap().remove(ticket));
    }
}
