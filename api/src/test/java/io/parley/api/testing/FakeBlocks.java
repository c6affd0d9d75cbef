package io.parley.api.testing;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.UserId;
import io.parley.contract.user.BlockPage;
import io.parley.contract.user.BlockView;
import io.parley.contract.user.UserCommand.BlockUser;
import io.parley.contract.user.UserCommand.UnblockUser;
import io.parley.contract.user.UserQuery.FindBlocks;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who has blocked whom on a {@link FakePlatform}. */
final class FakeBlocks {

    private static final int MOST = 3;

    private final Clock clock;
    private final FakeTail tail;
    private final Map<UserId, Map<UserId, BlockView>> blocks = new HashMap<>();

    FakeBlocks(Clock clock, FakeTail tail) {
        this.clock = clock;
        this.tail = tail;
    }

    /** Blocks somebody who is there. */
    void add(BlockUser block) {
        if (block.blocked().equals(block.userId())) {
            throw new Rejection(ErrorCode.BLOCK_OF_ONESELF, "Nobody can block themselves.");
        }
        Map<UserId, BlockView> mine = of(block.userId());
        if (!mine.containsKey(block.blocked())) {
            if (mine.size() == MOST) {
                throw new Rejection(ErrorCode.TOO_MANY_BLOCKS, "One may block at most 3 others.");
            }
            mine.put(block.blocked(), new BlockView(block.blocked(), clock.instant(), tail.append()));
        }
    }

    void remove(UnblockUser unblock) {
        if (of(unblock.userId()).remove(unblock.blocked()) != null) {
            tail.append();
        }
    }

    void refuse(UserId actor, UserId other) {
        if (of(other).containsKey(actor)) {
            throw new Rejection(ErrorCode.BLOCKED, "The other side has blocked you.");
        }
    }

    BlockPage page(FindBlocks find) {
        List<BlockView> below = new ArrayList<>(of(find.viewer()).values());
        below.removeIf(block -> block.position() >= find.below());
        below.sort(Comparator.comparingLong(BlockView::position).reversed());
        List<BlockView> page = below.stream().limit(find.limit()).toList();
        return new BlockPage(page, below.size() > page.size());
    }

    private Map<UserId, BlockView> of(UserId blocker) {
        return blocks.computeIfAbsent(blocker, id -> new HashMap<>());
    }
}
