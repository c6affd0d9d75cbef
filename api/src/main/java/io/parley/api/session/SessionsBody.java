package io.parley.api.session;

import io.parley.api.dispatch.Cursors;
import io.parley.contract.session.SessionPage;
import io.parley.contract.session.SessionView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of sessions.
 *
 * @param items sessions, newest first
 * @param next the cursor of the next page; null if this is the last
 */
@Schema(name = "Sessions", description = "A page of one's open sessions, newest first.")
record SessionsBody(
        List<SessionItem> items,

        @Nullable @Schema(description = "The `cursor` of the next page; null on the last.")
        String next) {

    static SessionsBody of(SessionPage page, Caller caller) {
        List<SessionView> items = page.items();
        String next = page.more() && !items.isEmpty()
                ? Cursors.encode(Long.toString(items.get(items.size() - 1).position()))
                : null;
        return new SessionsBody(
                items.stream().map(view -> SessionItem.of(view, caller)).toList(), next);
    }
}
