package io.parley.infra.presence;

import io.parley.contract.presence.Activity.Disconnected;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes the connections of gateways whose lease has ended, in parts, and says that they have ended: once, whoever does it, since what
 * is removed is told in the same transaction. What one leaves undone, another does. Blocking.
 */
final class Sweep {

    private final TransactionTemplate transaction;
    private final GatewayTable gateways;
    private final ActivityTable table;
    private final FeedSender others;
    private final int most;

    Sweep(TransactionTemplate transaction, GatewayTable gateways, ActivityTable table, FeedSender others, int most) {
        this.transaction = transaction;
        this.gateways = gateways;
        this.table = table;
        this.others = others;
        this.most = most;
    }

    /** Sweeps. What was removed is handed on part by part. Answers whether a gateway has gone. */
    boolean run(Days days, Consumer<List<Disconnected>> removed) {
        transaction.executeWithoutResult(begun -> gateways.expire());
        Optional<List<Disconnected>> some = next(days);
        boolean gone = some.isPresent();
        while (some.isPresent()) {
            removed.accept(some.get());
            some = next(days);
        }
        return gone;
    }

    private Optional<List<Disconnected>> next(Days days) {
        return Objects.requireNonNull(
                transaction.execute(begun -> gateways.nextRemoved().map(node -> part(node, days))));
    }

    private List<Disconnected> part(UUID node, Days days) {
        List<Disconnected> ended = gateways.removeConnections(node, most);
        table.history(node, ended, days);
        others.tellNow(ended);
        if (ended.size() < most) {
            gateways.forget(node);
        }
        return ended;
    }
}
