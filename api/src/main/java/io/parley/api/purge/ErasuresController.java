package io.parley.api.purge;

import io.parley.api.dispatch.Queries;
import io.parley.api.dispatch.ReadPosition;
import io.parley.api.operator.Operator;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.UserId;
import io.parley.contract.purge.PurgeQuery.FindErasure;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The certificates of erasures over HTTP: for operators, since who was erased cannot ask any more. */
@RestController
final class ErasuresController implements ErasuresApi {

    private final Queries queries;

    ErasuresController(Queries queries) {
        this.queries = queries;
    }

    @GetMapping(path = "/v1/operator/users/{userId}/purges", produces = MediaType.APPLICATION_JSON_VALUE)
    @Override
    public Mono<PurgesBody> erasure(@PathVariable String userId, Operator operator, ReadPosition position) {
        return queries.ask(new FindErasure(id(userId), position.atLeast())).map(PurgesBody::of);
    }

    private static UserId id(String text) {
        try {
            return UserId.valueOf(text);
        } catch (IllegalArgumentException noIdAtAll) {
            throw new Rejection(ErrorCode.USER_NOT_FOUND, "No such account was erased.");
        }
    }
}
