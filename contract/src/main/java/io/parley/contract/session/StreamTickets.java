package io.parley.contract.session;

import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * Tickets that were issued and not yet redeemed. All nodes share them, so that each opens one stream, whichever node that is on.
 * Blocking; throws {@link io.parley.contract.error.Rejection} {@code unavailable} if the store cannot be reached.
 */
public interface StreamTickets {

    /**
     * Remembers a ticket.
     *
     * @param ticket what was issued: a secret, which is not kept as it is
     * @param holder to whom
     * @param issued when
     * @param expires when it becomes void
     */
    void add(String ticket, Holder holder, Instant issued, Instant expires);

    /** Whose ticket it is; empty if it is unknown, used or void. It is used afterwards. */
    Optional<Holder> take(String ticket, Instant now);

    /**
     * Who holds a ticket.
     *
     * @param userId the user
     * @param deviceId the session
     */
    record Holder(UserId userId, DeviceId deviceId) {}
}
