package io.parley.api.inbox;

import io.parley.api.dispatch.Cursors;
import io.parley.api.dispatch.Queries;
import io.parley.api.dispatch.QueryNumbers;
import io.parley.api.dispatch.ReadPosition;
import io.parley.api.session.Caller;
import io.parley.contract.inbox.InboxEntry;
import io.parley.contract.inbox.InboxPage;
import io.parley.contract.inbox.InboxQuery.FindInbox;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The inbox over HTTP. */
@RestController
final class InboxController implements InboxApi {

    private final Queries queries;

    InboxController(Queries queries) {
        this.queries = queries;
    }

    @GetMapping(path = "/v1/chats", produces = MediaType.APPLICATION_JSON_VALUE)
    @Override
    public Mono<InboxBody> inbox(
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller,
            ReadPosition position) {
        long below = cursor == null ? Long.MAX_VALUE : QueryNumbers.inCursor(Cursors.decode(cursor));
        return queries.ask(new FindInbox(caller.userId(), below, QueryNumbers.limit(limit), position.atLeast()))
                .map(InboxController::page);
    }

    private static InboxBody page(InboxPage page) {
        List<InboxEntry> items = page.items();
        String next = page.more() && !items.isEmpty()
                ? Cursors.encode(Long.toString(items.get(items.size() - 1).activity()))
                : null;
        return new InboxBody(items.stream().map(InboxItem::of).toList(), next);
    }
}
