package io.parley.command.fake;

import io.parley.command.user.Blocks;
import io.parley.contract.id.UserId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Blocks in memory. Counts how often it was asked. */
public final class FakeBlocks implements Blocks {

    private final Map<UserId, Set<UserId>> blocks = new HashMap<>();
    private int asked;

    @Override
    public void add(UserId blocker, UserId blocked) {
        blocks.computeIfAbsent(blocker, id -> new HashSet<>()).add(blocked);
    }

    @Override
    public void remove(UserId blocker, UserId blocked) {
        blocks.getOrDefault(blocker, new HashSet<>()).remove(blocked);
    }

    @Override
    public boolean contain(UserId blocker, UserId blocked) {
        asked++;
        return blocks.getOrDefault(blocker, Set.of()).contains(blocked);
    }

    /** How often it was asked whether somebody is blocked. */
    public int asked() {
        return asked;
    }
}
