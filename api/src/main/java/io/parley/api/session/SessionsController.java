package io.parley.api.session;

import io.parley.api.dispatch.Commands;
import io.parley.api.dispatch.Cursors;
import io.parley.api.dispatch.Queries;
import io.parley.api.dispatch.QueryNumbers;
import io.parley.api.dispatch.ReadPosition;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.DeviceId;
import io.parley.contract.session.SessionCommand.EndSession;
import io.parley.contract.session.SessionQuery.FindSessions;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** One's own sessions over HTTP. */
@RestController
@RequestMapping(path = "/v1/me/sessions", produces = MediaType.APPLICATION_JSON_VALUE)
final class SessionsController implements SessionsApi {

    private final Commands commands;
    private final Queries queries;
    private final SessionEnds ends;
    private final TokenProperties properties;
    private final Clock clock;

    SessionsController(Commands commands, Queries queries, SessionEnds ends, TokenProperties properties, Clock clock) {
        this.commands = commands;
        this.queries = queries;
        this.ends = ends;
        this.properties = properties;
        this.clock = clock;
    }

    @GetMapping
    @Override
    public Mono<SessionsBody> sessions(
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller,
            ReadPosition position) {
        long below = cursor == null ? Long.MAX_VALUE : QueryNumbers.inCursor(Cursors.decode(cursor));
        Instant since = clock.instant().minus(properties.refresh());
        return queries.ask(
                        new FindSessions(caller.userId(), since, below, QueryNumbers.limit(limit), position.atLeast()))
                .map(page -> SessionsBody.of(page, caller));
    }

    @DeleteMapping("/{deviceId}")
    @Override
    public Mono<ResponseEntity<Void>> end(@PathVariable String deviceId, Caller caller) {
        Caller ended = new Caller(caller.userId(), deviceId(deviceId));
        return commands.send(new EndSession(ended.deviceId(), ended.userId()), Object.class, caller)
                // the log will say so too, a moment later and to all nodes
                .doOnNext(done -> ends.end(ended))
                .map(done ->
                        done.on(ResponseEntity.status(HttpStatus.NO_CONTENT)).build());
    }

    private static DeviceId deviceId(String text) {
        try {
            return DeviceId.valueOf(text);
        } catch (IllegalArgumentException noIdAtAll) {
            throw new Rejection(ErrorCode.SESSION_NOT_FOUND, "There is no such session.");
        }
    }
}
