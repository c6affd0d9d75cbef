package io.parley.command.fanout;

import io.parley.contract.fanout.FanOutCommand;
import io.parley.contract.fanout.FanOutCommand.FillMailboxes;
import io.parley.contract.fanout.FillAnswer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What lanes are given before the saga asks for it, in the order in which it will: always the same number at most is under way or
 * waits to be asked for. For one thread.
 */
final class Ahead {

    private final Function<FanOutCommand, CompletableFuture<FillAnswer>> dispatch;
    private final int most;
    private final Set<FillMailboxes> planned = new LinkedHashSet<>();
    private final Map<FillMailboxes, CompletableFuture<FillAnswer>> given = new HashMap<>();

    Ahead(Function<FanOutCommand, CompletableFuture<FillAnswer>> dispatch, int most) {
        this.dispatch = dispatch;
        this.most = most;
    }

    void plan(Collection<FillMailboxes> fills) {
        planned.addAll(fills);
        giveMore();
    }

    /** The answer to what was given ahead; null if it was not. */
    @Nullable
    CompletableFuture<FillAnswer> take(FanOutCommand command) {
        CompletableFuture<FillAnswer> answer = given.remove(command);
        if (answer == null) {
            planned.remove(command);
            return null;
        }
        giveMore();
        return answer;
    }

    private void giveMore() {
        Iterator<FillMailboxes> next = planned.iterator();
        while (given.size() < most && next.hasNext()) {
            FillMailboxes fill = next.next();
            next.remove();
            given.put(fill, dispatch.apply(fill));
        }
    }
}
