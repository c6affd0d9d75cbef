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

/** Issues tickets for browsers, whose {@code EventSource} can send no token. */
@RestController
@Tag(name = "Events")
class TicketsController {

    private final Tickets tickets;

    TicketsController(Tickets tickets) {
        this.tickets = tickets;
    }

    @PostMapping(path = "/v1/events/tickets", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "issueTicket",
            summary = "Issue a ticket for a stream",
            description = "For `EventSource`, which sets no header: open `GET /v1/events?ticket=` with it, once.")
    @ApiResponse(responseCode = "200", description = "The ticket")
    Mono<ResponseEntity<TicketBody>> issue(@Parameter(hidden = true) Caller caller) {
        return tickets.issue(caller).map(ticket -> ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new TicketBody(ticket, tickets.life().toSeconds())));
    }
}
