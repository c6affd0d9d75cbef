package io.parley.api.session;

import reactor.core.publisher.Mono;

/** Redeems the single-use tickets with which browsers open a stream, since {@code EventSource} sets no header. */
public interface TicketRedeemer {

    /** Whose ticket it is; empty if it is unknown, used or too old. It is void afterwards. */
    Mono<Caller> redeem(String ticket);
}
