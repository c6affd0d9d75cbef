package io.parley.api.purge;

import io.parley.api.chat.ChatPaths;
import io.parley.api.dispatch.Cursors;
import io.parley.api.dispatch.Queries;
import io.parley.api.dispatch.QueryNumbers;
import io.parley.api.dispatch.ReadPosition;
import io.parley.api.session.Caller;
import io.parley.contract.purge.PurgeQuery.FindPurges;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Purge certificates over HTTP. */
@RestController
final class PurgesController implements PurgesApi {

    private final Queries queries;

    PurgesController(Queries queries) {
        this.queries = queries;
    }

    @GetMapping(path = "/v1/chats/{chatId}/purges", produces = MediaType.APPLICATION_JSON_VALUE)
    @Override
    public Mono<PurgesBody> purges(
            @PathVariable String chatId,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller,
            ReadPosition position) {
        long below = cursor == null ? Long.MAX_VALUE : QueryNumbers.inCursor(Cursors.decode(cursor));
        FindPurges query = new FindPurges(
                ChatPaths.chatId(chatId), caller.userId(), below, QueryNumbers.limit(limit), position.atLeast());
        return queries.ask(query).map(PurgesBody::of);
    }
}
