package io.parley.infra.account;

import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;
import io.parley.contract.session.StreamTickets;
import io.parley.infra.store.StoreFailures;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tickets in the table {@code work.stream_ticket}, by their SHA-256: they are random and long, so no salt or key is needed. What
 * is void is removed now and then by whoever issues a new one.
 */
final class TicketTable implements StreamTickets {

    private final JdbcClient jdbc;
    private final TicketProperties settings;
    private final AtomicLong tidied = new AtomicLong();

    TicketTable(JdbcClient jdbc, TicketProperties settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    @Override
    public void add(String ticket, Holder holder, Instant issued, Instant expires) {
        available(() -> {
            tidy(issued);
            return jdbc.sql("INSERT INTO work.stream_ticket (ticket_hash, user_id, device_id, expires_at)"
                            + " VALUES (?, ?, ?, ?)")
                    .params(
                            hash(ticket),
                            holder.userId().value(),
                            holder.deviceId().value(),
                            expires.atOffset(ZoneOffset.UTC))
                    .update();
        });
    }

    /** A row is deleted once, whoever tries at the same time. */
    @Override
    public Optional<Holder> take(String ticket, Instant now) {
        return available(() -> jdbc.sql("DELETE FROM work.stream_ticket WHERE ticket_hash = ? AND expires_at > ?"
                        + " RETURNING user_id, device_id")
                .params(hash(ticket), now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Holder(
                        new UserId(row.getObject(1, UUID.class)), new DeviceId(row.getObject(2, UUID.class))))
                .optional());
    }

    private void tidy(Instant now) {
        long last = tidied.get();
        long at = now.toEpochMilli();
        if (at < last + settings.tidy().toMillis() || !tidied.compareAndSet(last, at)) {
            return;
        }
        jdbc.sql("DELETE FROM work.stream_ticket WHERE expires_at <= ? OR expires_at <="
                        + " (SELECT expires_at FROM work.stream_ticket ORDER BY expires_at DESC OFFSET ? LIMIT 1)")
                .params(now.atOffset(ZoneOffset.UTC), settings.limit())
                .update();
    }

    private static <T> T available(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw StoreFailures.isUnavailable(e) ? StoreFailures.unavailable() : e;
        }
    }

    private static byte[] hash(String ticket) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(ticket.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
