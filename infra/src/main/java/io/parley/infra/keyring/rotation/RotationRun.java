package io.parley.infra.keyring.rotation;

import io.parley.contract.keys.RotationObserver;
import io.parley.contract.keys.RotationObserver.Point;
import io.parley.contract.keys.RotationPhase;
import io.parley.infra.keyring.Rewrapping;
import io.parley.infra.keyring.RotatingKeys;
import io.parley.infra.keyring.rotation.RotationTable.Claim;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.springframework.jdbc.UncategorizedSQLException;

/**
 * The steps of a rotation, each of which may be done again: whoever takes it up goes on with the phase that was begun last. Used for
 * one attempt, by one thread, which has the right to rotate.
 */
final class RotationRun {

    private final RotationTable table;
    private final RotatingKeys keys;
    private final Rewrapping rewrapping;
    private final Batches batches;
    private final OlderTransactions older;
    private final KeyringBackup backup;
    private final RotationObserver observer;
    private final BooleanSupplier stopped;

    RotationRun(
            RotationTable table,
            RotatingKeys keys,
            Rewrapping rewrapping,
            Batches batches,
            OlderTransactions older,
            KeyringBackup backup,
            RotationObserver observer,
            BooleanSupplier stopped) {
        this.table = table;
        this.keys = keys;
        this.rewrapping = rewrapping;
        this.batches = batches;
        this.older = older;
        this.backup = backup;
        this.observer = observer;
        this.stopped = stopped;
    }

    /** Goes on to the end. */
    void run(Claim claim, RotationConnection right) {
        rewrapping.begin();
        keys.refresh();
        observer.reached(Point.BEGUN);
        for (int i = claim.phase().ordinal(); i < RotationPhase.ENDED.ordinal(); i++) {
            perform(RotationPhase.values()[i], claim, right);
            table.enter(claim, RotationPhase.values()[i + 1]);
        }
    }

    private void perform(RotationPhase phase, Claim claim, RotationConnection right) {
        right.require();
        switch (phase) {
            case ADDING -> add(claim);
            case REPLACING -> replace(claim);
            case REWRAPPING_LEAVES -> rewrapLeaves(claim);
            case REWRAPPING_KEYS -> batches.rewrapTops(claim, table.retiredBy(claim));
            case BACKING_UP -> writeBackup(claim);
            case DESTROYING -> destroy(claim, right);
            case VACUUMING -> vacuum(right);
            case ENDED -> throw new IllegalStateException("it has ended");
        }
    }

    /** In the file before in the database: whoever is refused an old key finds the new one. */
    private void add(Claim claim) {
        keys.add(claim.kekId());
        observer.reached(Point.KEY_ADDED);
        Set<String> old = new HashSet<>(keys.ids());
        old.remove(claim.kekId());
        table.retire(claim, old);
        observer.reached(Point.OLD_KEYS_RETIRED);
    }

    /** After those have ended who may still destroy keys as of before the beginning, or make some below an old key. */
    private void replace(Claim claim) {
        older.await(stopped);
        batches.replace(claim);
    }

    /** After those have ended who may still make keys below one that was replaced. */
    private void rewrapLeaves(Claim claim) {
        older.await(stopped);
        table.left(claim, rewrapping.countBelowRetired() + rewrapping.countBelow(table.retiredBy(claim)));
        batches.rewrapLeaves(claim);
    }

    private void writeBackup(Claim claim) {
        try {
            backup.write(claim.kekId());
        } catch (IOException e) {
            throw new UncheckedIOException("the keyring's backup cannot be written", e);
        }
        observer.reached(Point.BACKED_UP);
    }

    /** Looks a last time whether anything needs the old keys, for there is no way back. */
    private void destroy(Claim claim, RotationConnection right) {
        List<String> old = table.retiredBy(claim);
        batches.rewrapTops(claim, old);
        right.require();
        table.advance(claim, 0);
        keys.keepOnly(claim.kekId());
        observer.reached(Point.KEY_DESTROYED);
        table.destroyed(claim);
    }

    private void vacuum(RotationConnection right) {
        try {
            right.vacuum();
        } catch (SQLException e) {
            throw new UncategorizedSQLException("vacuum", null, e);
        }
        observer.reached(Point.VACUUMED);
    }
}
