package io.parley.infra.keyring.rotation;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.keys.KeyRotations;
import io.parley.contract.keys.Rotation;
import io.parley.infra.keyring.KeysFixedException;
import io.parley.infra.keyring.RotatingKeys;
import io.parley.infra.keyring.rotation.RotationTable.Claim;
import io.parley.infra.store.StoreFailures;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rotates keys, on a thread of its own: when an operator wants it, when the last time is long enough ago, and when another node has
 * left a rotation unfinished. All nodes look for that; the one that gets the right to does it.
 */
final class RotationService implements KeyRotations, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RotationService.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final int MOST_WAITS = 12;
    private static final long CLOSING_MILLIS = 5000;

    private final RotationTable table;
    private final RotatingKeys keys;
    private final RotationProperties settings;
    private final RotationConnection.Source connections;
    private final RotationRun run;
    private final Clock clock;
    private final Semaphore something = new Semaphore(0);
    private final Thread thread = new Thread(this::work, "parley-rotation");
    private String refusal = "";
    private int failures;
    private volatile boolean stopped;

    RotationService(
            RotationTable table,
            RotatingKeys keys,
            RotationProperties settings,
            RotationConnection.Source connections,
            Function<BooleanSupplier, RotationRun> run,
            Clock clock) {
        this.table = table;
        this.keys = keys;
        this.settings = settings;
        this.connections = connections;
        this.run = run.apply(() -> stopped);
        this.clock = clock;
        thread.setDaemon(true);
    }

    void open() {
        thread.start();
    }

    @Override
    public Rotation start() {
        try {
            Rotation underWay = table.unfinished().orElseGet(this::begin);
            something.release();
            return underWay;
        } catch (KeysFixedException e) {
            throw new Rejection(ErrorCode.KEYS_FIXED, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            throw StoreFailures.translated(e);
        }
    }

    private Rotation begin() {
        keys.requireChangeable();
        table.begin(UUID.randomUUID(), keys.newId());
        return table.latest().orElseThrow();
    }

    @Override
    public Optional<Rotation> latest() {
        try {
            return table.latest();
        } catch (RuntimeException e) {
            throw StoreFailures.translated(e);
        }
    }

    private void work() {
        while (!stopped) {
            try {
                beginIfDue();
                if (table.unfinished().isPresent()) {
                    goOn();
                }
            } catch (RuntimeException | SQLException e) {
                log.debug("Whether keys are to be rotated cannot be found out just now", e);
            }
            pause();
        }
    }

    private void pause() {
        try {
            long wait = LOOK_EVERY.toNanos() * Math.min(MOST_WAITS, failures + 1);
            if (something.tryAcquire(wait, TimeUnit.NANOSECONDS)) {
                something.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }

    private void beginIfDue() {
        Optional<Instant> due =
                settings.period().flatMap(period -> table.lastBegan().map(last -> last.plus(period)));
        if (due.isPresent()
                && !clock.instant().isBefore(due.get())
                && table.unfinished().isEmpty()) {
            try {
                begin();
            } catch (KeysFixedException e) {
                refused(String.valueOf(e.getMessage()));
            }
        }
    }

    /** Once, not at each look. */
    private void refused(String why) {
        if (!why.equals(refusal)) {
            log.warn("Keys are not rotated: {}", why);
        }
        refusal = why;
    }

    private void goOn() throws SQLException {
        Optional<RotationConnection> right = RotationConnection.tryOpen(connections);
        if (right.isPresent()) {
            try (RotationConnection held = right.get()) {
                table.take(UUID.randomUUID()).ifPresent(claim -> attempt(claim, held));
            }
        }
    }

    private void attempt(Claim claim, RotationConnection right) {
        long begun = System.nanoTime();
        log.info("Rotation {} of keys goes on: {}", claim.rotationId(), claim.phase());
        try {
            run.run(claim, right);
            failures = 0;
            table.latest()
                    .ifPresent(ended -> log.info(
                            "Rotation {} of keys has ended: {} keys wrapped anew, {} s for what was left of it",
                            ended.rotationId(),
                            ended.done(),
                            (System.nanoTime() - begun) / 1e9));
        } catch (LostRotationException e) {
            log.info("Rotation {} of keys is left to others: {}", claim.rotationId(), e.getMessage());
        } catch (RuntimeException e) {
            failures++;
            log.warn("Rotation {} of keys does not get on; it is tried again", claim.rotationId(), e);
            table.fail(claim, sentence(e));
        }
    }

    private static String sentence(RuntimeException failure) {
        if (failure instanceof KeysFixedException fixed) {
            return String.valueOf(fixed.getMessage());
        }
        return StoreFailures.isUnavailable(failure)
                ? "The database cannot be reached."
                : "It does not get on; the log of the node that works on it says why.";
    }

    @Override
    public void close() {
        stopped = true;
        thread.interrupt();
        try {
            thread.join(CLOSING_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
