package io.parley.api.events;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A ticket.
 *
 * @param ticket the ticket itself, valid once
 * @param expiresIn for how many seconds
 */
@Schema(description = "A ticket with which a stream can be opened once.")
record TicketBody(String ticket, long expiresIn) {

    /** Hides the ticket. */
    @Override
    public String toString() {
        return "TicketBody[expiresIn=" + expiresIn + "]";
    }
}
