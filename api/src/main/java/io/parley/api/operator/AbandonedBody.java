package io.parley.api.operator;

import io.parley.contract.fanout.AbandonedFanOuts;
import io.parley.contract.fanout.AbandonedFanOuts.AbandonedFanOut;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of what was given up, as JSON. */
@Schema(name = "AbandonedFanOuts")
record AbandonedBody(List<Item> items, @Nullable String next) {

    static AbandonedBody of(AbandonedFanOuts page, @Nullable String next) {
        return new AbandonedBody(page.items().stream().map(Item::of).toList(), next);
    }

    /**
     * A message that some of a group's members were not brought.
     *
     * @param lane the number of the lane whose members they are
     */
    @Schema(name = "AbandonedFanOut")
    record Item(String chatId, int lane, long sequence, int tries) {

        static Item of(AbandonedFanOut given) {
            return new Item(given.laneId().chatId().toString(), given.laneId().lane(), given.sequence(), given.tries());
        }
    }
}
