package io.parley.infra.keyring.rotation;

import io.parley.contract.id.KeyId;
import io.parley.contract.keys.RotationObserver;
import io.parley.contract.keys.RotationObserver.Point;
import io.parley.infra.keyring.Rewrapping;
import io.parley.infra.keyring.rotation.RotationTable.Claim;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Wraps keys anew, batch by batch: each in a short transaction that counts it too, and that comes to nothing if the rotation was taken
 * over meanwhile. Several threads share the work.
 */
final class Batches {

    /** What lies below so many keys at most is one thread's work at a time. */
    private static final int KEYS_AT_ONCE = 16;

    /** How often to look whether what somebody else has locked is free. */
    private static final int MOST_PAUSES = 1_000;

    private final Rewrapping rewrapping;
    private final RotationTable table;
    private final TransactionTemplate transactions;
    private final RotationProperties settings;
    private final RotationObserver observer;
    private final BooleanSupplier stopped;

    Batches(
            Rewrapping rewrapping,
            RotationTable table,
            TransactionTemplate transactions,
            RotationProperties settings,
            RotationObserver observer,
            BooleanSupplier stopped) {
        this.rewrapping = rewrapping;
        this.table = table;
        this.transactions = transactions;
        this.settings = settings;
        this.observer = observer;
        this.stopped = stopped;
    }

    /** Gives successors to all keys that wrapped something that was shredded. */
    void replace(Claim claim) {
        for (int pauses = 0; rewrapping.isAnyToReplace(); pauses++) {
            KeyId last = Rewrapping.NONE;
            for (Optional<KeyId> next = replaceAfter(last, claim); next.isPresent(); next = replaceAfter(last, claim)) {
                last = next.get();
                observer.reached(Point.KEYS_REPLACED);
            }
            pauseAfter(pauses);
        }
    }

    private Optional<KeyId> replaceAfter(KeyId last, Claim claim) {
        return inTransaction(() -> {
            Optional<KeyId> replaced = rewrapping.replace(last, settings.rotationBatch());
            table.advance(claim, 0);
            return replaced;
        });
    }

    /** Wraps by their successors what lies below retired keys, and destroys these. */
    void rewrapLeaves(Claim claim) {
        RetiredKeys retired = new RetiredKeys(rewrapping, KEYS_AT_ONCE);
        new Workers(settings.rotationThreads()).run(() -> {
            for (List<KeyId> some = retired.next(); !some.isEmpty(); some = retired.next()) {
                rewrapBelow(claim, some);
            }
        });
    }

    private void rewrapBelow(Claim claim, List<KeyId> retired) {
        int pauses = 0;
        boolean[] destroyed = {false};
        while (!destroyed[0]) {
            int done = counted(claim, () -> {
                int some = rewrapping.rewrapBelow(retired, settings.rotationBatch());
                destroyed[0] = some < settings.rotationBatch() && rewrapping.destroy(retired, table.now());
                return some;
            });
            observer.reached(Point.LEAVES_REWRAPPED);
            if (done == 0 && !destroyed[0]) {
                pauseAfter(pauses++);
            }
        }
    }

    /** Wraps all that lies below old key-encryption keys by the new one. */
    void rewrapTops(Claim claim, List<String> oldKekIds) {
        new Workers(settings.rotationThreads()).run(() -> {
            int pauses = 0;
            while (rewrapping.countBelow(oldKekIds) > 0) {
                int done = 0;
                int some;
                do {
                    some = counted(
                            claim, () -> rewrapping.rewrapTops(oldKekIds, claim.kekId(), settings.rotationBatch()));
                    done += some;
                    observer.reached(Point.KEYS_REWRAPPED);
                } while (some > 0);
                if (done == 0) {
                    pauseAfter(pauses++);
                }
            }
        });
    }

    private int counted(Claim claim, IntSupplier batch) {
        return inTransaction(() -> {
            int keys = batch.getAsInt();
            table.advance(claim, keys);
            return keys;
        });
    }

    private <T> T inTransaction(Supplier<T> batch) {
        if (stopped.getAsBoolean() || Thread.currentThread().isInterrupted()) {
            throw new LostRotationException("this node is stopping");
        }
        return Objects.requireNonNull(transactions.execute(status -> batch.get()));
    }

    private void pauseAfter(int pauses) {
        if (pauses >= MOST_PAUSES) {
            throw new IllegalStateException("keys are locked, and stay so");
        }
        OlderTransactions.pause();
    }
}
