package io.parley.api.user;

import io.parley.api.dispatch.Cursors;
import io.parley.contract.user.BlockPage;
import io.parley.contract.user.BlockView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of blocks.
 *
 * @param items blocks, newest first
 * @param next the cursor of the next page; null if this is the last
 */
@Schema(name = "Blocks", description = "A page of those whom one has blocked, newest first.")
record BlocksBody(
        List<BlockItem> items,

        @Nullable @Schema(description = "The `cursor` of the next page; null on the last.")
        String next) {

    static BlocksBody of(BlockPage page) {
        List<BlockView> items = page.items();
        String next = page.more() && !items.isEmpty()
                ? Cursors.encode(Long.toString(items.get(items.size() - 1).position()))
                : null;
        return new BlocksBody(items.stream().map(BlockItem::of).toList(), next);
    }

    /**
     * A block.
     *
     * @param userId who is blocked
     * @param blockedAt since when
     */
    @Schema(name = "Block", description = "A block.")
    record BlockItem(
            @Schema(format = "uuid") String userId,

            @Schema(description = "Since when.") Instant blockedAt) {

        private static BlockItem of(BlockView view) {
            return new BlockItem(view.userId().toString(), view.blockedAt());
        }
    }
}
