package io.parley.api.message;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a chat's history.
 *
 * @param items messages, newest first
 * @param next the cursor of the next page; null if this is the last
 */
@Schema(name = "History", description = "A page of a chat's history, newest first.")
record HistoryBody(
        List<MessageBody> items,

        @Nullable @Schema(description = "The `cursor` of the next page; null on the last.")
        String next) {}
