package io.parley.api.events;

import io.parley.api.session.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Issues tickets for browsers, whose {@code EventSource} can send no token. */
@RestController
@Tag(name = "Events")
class TicketsController {

    private final Tickets tickets;
    private final Scheduler streamScheduler;

    TicketsController(Tickets tickets, Scheduler streamScheduler) {
        this.tickets = tickets;
        this.streamScheduler = streamScheduler;
    }

    @PostMapping(path = "/v1/events/tickets", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "issueTicket",
            summary = "Issue a ticket for a stream",
            description =
                    "For `EventSource`, which sets no header: open `GET /v1/events?ticket=` with it, once, on the same node.")
    @ApiResponse(responseCode = "200", description = "The ticket")
    Mono<ResponseEntity<TicketBody>> issue(@Parameter(hidden = true) Caller caller) {
        return Mono.fromCallable(() -> tickets.issue(caller))
                .subscribeOn(streamScheduler)
                .map(ticket -> ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        .body(new TicketBody(ticket, tickets.life().toSeconds())));
    }
}
