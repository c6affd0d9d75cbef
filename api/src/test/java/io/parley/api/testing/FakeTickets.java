package io.parley.api.testing;

import io.parley.contract.session.StreamTickets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Tickets in memory. */
public final class FakeTickets implements StreamTickets {

    private final Map<String, Issued> tickets = new ConcurrentHashMap<>();

    @Override
    public void add(String ticket, Holder holder, Instant issued, Instant expires) {
        tickets.put(ticket, new Issued(holder, expires));
    }

    @Override
    public Optional<Holder> take(String ticket, Instant now) {
        return Optional.ofNullable(tickets.remove(ticket))
                .filter(issued -> now.isBefore(issued.expires))
                .map(Issued::holder);
    }

    private record Issued(Holder holder, Instant expires) {}
}
