package io.parley.api.presence;

import io.parley.api.dispatch.Queries;
import io.parley.api.dispatch.ReadPosition;
import io.parley.api.limits.RateLimits;
import io.parley.api.session.Caller;
import io.parley.contract.presence.PresenceFound;
import io.parley.contract.presence.PresenceFound.Seen;
import io.parley.contract.presence.PresenceQuery.FindPresence;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Presence over HTTP. */
@RestController
@RequestMapping(path = "/v1/presence", produces = MediaType.APPLICATION_JSON_VALUE)
final class PresenceController implements PresenceApi {

    private final UserActivity activity;
    private final PresenceBoard board;
    private final Queries queries;
    private final RateLimits limits;

    PresenceController(UserActivity activity, PresenceBoard board, Queries queries, RateLimits limits) {
        this.activity = activity;
        this.board = board;
        this.queries = queries;
        this.limits = limits;
    }

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Override
    public Mono<ResponseEntity<Void>> active(@RequestBody ActivityRequest body, Caller caller) {
        boolean isOfUser = body.isOfUser();
        limits.signal(caller.userId());
        if (isOfUser) {
            activity.by(caller);
        }
        return Mono.just(ResponseEntity.noContent().build());
    }

    @GetMapping
    @Override
    public Mono<PresencesBody> presence(
            @RequestParam(required = false) @Nullable String userIds, Caller caller, ReadPosition position) {
        FindPresence query = new FindPresence(caller.userId(), AskedUsers.of(userIds), position.atLeast());
        return queries.ask(query).map(this::answer);
    }

    private PresencesBody answer(PresenceFound found) {
        return new PresencesBody(found.users().stream().map(this::item).toList());
    }

    /** All are looked up alike, so that the time it takes tells nothing. */
    private PresenceBody item(Seen seen) {
        Presence presence = board.of(seen.userId()).seen(seen.lastSeenAt());
        return seen.visible() ? PresenceBody.of(seen.userId(), presence) : PresenceBody.hidden(seen.userId());
    }
}
