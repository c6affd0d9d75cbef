package io.parley.api.operator;

import io.parley.api.dispatch.Queries;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.UserId;
import io.parley.contract.session.SessionQuery.FindConnections;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What operators are told of open streams. */
@RestController
final class ConnectionsController implements ConnectionsApi {

    private static final int MOST = 100;

    private final Queries queries;

    ConnectionsController(Queries queries) {
        this.queries = queries;
    }

    @GetMapping(path = "/v1/operator/connections", produces = MediaType.APPLICATION_JSON_VALUE)
    @Override
    public Mono<ConnectionsBody> connections(
            @RequestParam(required = false) @Nullable String userId, Operator operator) {
        return queries.ask(new FindConnections(user(userId), MOST)).map(ConnectionsBody::of);
    }

    private static UserId user(@Nullable String text) {
        if (text == null) {
            throw Rejection.invalid("userId", "is required");
        }
        try {
            return UserId.valueOf(text);
        } catch (IllegalArgumentException noIdAtAll) {
            throw Rejection.invalid("userId", "must be a user's id");
        }
    }
}
