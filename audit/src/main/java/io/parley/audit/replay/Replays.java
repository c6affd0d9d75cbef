package io.parley.audit.replay;

import io.parley.audit.Connector;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.springframework.dao.DataAccessException;

/**
 * Rebuilds projections from the log into tables of their own while others serve, compares both, and lets them change places. May be
 * killed at any moment: each step is one transaction. Every method throws {@link ReplayRefusal}, with a sentence, when it cannot be
 * done or not now.
 */
public final class Replays {

    private static final int TRIES = 50;

    /** How many events share a transaction, unless something else is said. */
    public static final int BATCH = 2_000;

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);

    private final Connector connector;
    private final ProjectionSource projections;
    private final int tries;
    private final int batch;

    /**
     * Those of a database.
     *
     * @param projections a version's
     * @param batch how many events share a transaction
     */
    public Replays(Connector connector, ProjectionSource projections, int batch) {
        this(connector, projections, TRIES, batch);
    }

    /**
     * With bounds of its own.
     *
     * @param tries how often it is tried to get hold of what others use
     * @param batch how many events share a transaction
     */
    Replays(Connector connector, ProjectionSource projections, int tries, int batch) {
        this.connector = connector;
        this.projections = projections;
        this.tries = tries;
        this.batch = batch;
    }

    /** All that have begun and were not dropped. */
    public List<Standing> all() throws SQLException {
        try (Connection connection = connector.open()) {
            return table(connection).all();
        }
    }

    /**
     * Begins one, and fills its tables until they are next to those that serve.
     *
     * @return false if somebody asked for a pause before
     */
    public boolean start(String projection, ReplayProgress progress) throws SQLException, InterruptedException {
        try (Worker worker = take(projection)) {
            worker.begin(false);
            return worker.fill(progress);
        }
    }

    /** Goes on with one that was paused, or whose process died. */
    public boolean resume(String projection, ReplayProgress progress) throws SQLException, InterruptedException {
        try (Worker worker = take(projection)) {
            return worker.fill(progress);
        }
    }

    /** Asks whoever fills the tables to stop after the batch in hand. */
    public void pause(String projection) throws SQLException {
        try (Connection connection = connector.open()) {
            ReplayTable table = table(connection);
            if (table.find(projection).isEmpty()) {
                throw new ReplayRefusal("There is no replay of \"%s\".".formatted(projection));
            }
            table.pause(projection, true);
        }
    }

    /**
     * Compares the tables with those that serve, both as they are at one position of the log.
     *
     * @param most how many differences of a table are told
     */
    public Comparison compare(String projection, int most, ReplayProgress progress)
            throws SQLException, InterruptedException {
        try (Worker worker = take(projection)) {
            return compare(worker, most, progress);
        }
    }

    private Comparison compare(Worker worker, int most, ReplayProgress progress)
            throws SQLException, InterruptedException {
        try (Connection snapshot = connector.open()) {
            long position = fix(worker, snapshot, progress);
            return new TableComparer(snapshot, worker.name(), worker.tables()).compare(position, most);
        }
    }

    /** A snapshot that has both at the same position. */
    private long fix(Worker worker, Connection snapshot, ReplayProgress progress)
            throws SQLException, InterruptedException {
        snapshot.setAutoCommit(false);
        snapshot.setReadOnly(true);
        snapshot.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        for (int i = 0; i < tries; i++) {
            try (Fence fence = worker.fence(progress)) {
                if (fence.isEven() && (worker.isSettled() || i >= tries / 2)) {
                    OneConnection.statementsOn(snapshot).execute("SELECT 1");
                    fence.jdbc().execute("SELECT 1"); // it still stands
                    return fence.position();
                }
            }
            Thread.sleep(BETWEEN_TRIES.toMillis());
        }
        throw new ReplayRefusal(
                "The live tables' segments were never at the same position: try again when less is written.");
    }

    /**
     * Lets the tables take the place of those that serve. The former ones are kept beside, and are brought up to date again by
     * {@link #resume}, or by {@link #switchBack} itself.
     *
     * @return from which position on they serve
     */
    public long switchOver(String projection, ReplayProgress progress) throws SQLException, InterruptedException {
        return changePlaces(projection, false, progress);
    }

    /** Lets those that served before serve again. */
    public long switchBack(String projection, ReplayProgress progress) throws SQLException, InterruptedException {
        return changePlaces(projection, true, progress);
    }

    private long changePlaces(String projection, boolean back, ReplayProgress progress)
            throws SQLException, InterruptedException {
        try (Worker worker = take(projection)) {
            boolean isSwitched = worker.standing().switchedAt() != null;
            if (isSwitched != back) {
                throw new ReplayRefusal(
                        back
                                ? "\"%s\" was not switched.".formatted(projection)
                                : "\"%1$s\" is switched already: ./parley replay switch %1$s --back goes back."
                                        .formatted(projection));
            }
            return changePlaces(worker, back, progress);
        }
    }

    private long changePlaces(Worker worker, boolean back, ReplayProgress progress)
            throws SQLException, InterruptedException {
        for (int i = 0; i < tries; i++) {
            try (Fence fence = worker.fence(progress)) {
                long heldBackFrom = worker.tables(fence).changePlaces();
                long former = Math.min(fence.behind(), heldBackFrom - 1);
                new ReplayTable(fence.jdbc()).switched(worker.name(), back, fence.position(), former);
                fence.commit();
                return fence.position();
            } catch (DataAccessException e) {
                if (!OneConnection.isInUse(e)) {
                    throw e;
                }
                Thread.sleep(BETWEEN_TRIES.toMillis()); // whoever reads is not to wait for who has the tables in hand
            }
        }
        throw new ReplayRefusal(
                "The tables were in use all the time: somebody holds a transaction open, or the database tends to a table just now."
                        + " Nothing was changed; try again.");
    }

    /** Forgets the tables beside those that serve. */
    public void drop(String projection) throws SQLException {
        try (Worker worker = take(projection)) {
            worker.drop();
        }
    }

    /** Rebuilds, compares and drops: whether what serves is what the log says. */
    public Comparison prove(String projection, int most, ReplayProgress progress)
            throws SQLException, InterruptedException {
        try (Worker worker = take(projection)) {
            worker.begin(true);
            Comparison comparison = provenOrDropped(worker, most, progress);
            worker.drop();
            return comparison;
        }
    }

    /** What went wrong is told, also if it lets dropping go wrong. */
    private Comparison provenOrDropped(Worker worker, int most, ReplayProgress progress)
            throws SQLException, InterruptedException {
        try {
            return compare(worker, most, progress);
        } catch (RuntimeException | SQLException | InterruptedException e) {
            try {
                worker.drop();
            } catch (RuntimeException notDropped) {
                e.addSuppressed(notDropped);
            }
            throw e;
        }
    }

    private Worker take(String projection) throws SQLException {
        return Worker.take(projection, projections, connector, batch);
    }

    private static ReplayTable table(Connection connection) {
        return new ReplayTable(OneConnection.statementsOn(connection));
    }
}
