package io.parley.api.inbox;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the inbox.
 *
 * @param items chats, latest activity first
 * @param next the cursor of the next page; null if this is the last
 */
@Schema(name = "Inbox", description = "A page of the inbox, latest activity first.")
record InboxBody(
        List<InboxItem> items,

        @Nullable @Schema(description = "The `cursor` of the next page; null on the last.")
        String next) {}
