package io.parley.audit.replay;

import io.parley.audit.Connector;
import io.parley.contract.log.Processors;
import io.parley.infra.store.LogSource;
import io.parley.projection.Projection;
import io.parley.projection.cleaning.ViewsCleaner;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who works on the tables of one projection beside those that serve: one at a time, over all processes. Belongs to one thread.
 */
final class Worker implements AutoCloseable {

    private static final String TAKE = "SELECT pg_advisory_lock(hashtextextended('parley-replay/' || ?, 0))";

    /** The database hears a little later that the one before has gone. */
    private static final String PATIENCE = "SET lock_timeout = '2s'";

    private static final String AS_BEFORE = "RESET lock_timeout";

    /** Rows and how far they go are lost together; those who wait for the disk are not to wait for what is filled here. */
    private static final String NOT_AT_ONCE = "SET synchronous_commit = off";

    private static final String RETRACTED = "mailbox_retracted";
    private static final int CLEANED_AT_ONCE = 5_000;

    /** What is so near is left to whoever holds the live processor: it takes a moment. */
    private static final int NEAR = 1_000;

    private final String name;
    private final String version;
    private final List<String> tables;
    private final Connector connector;
    private final Connection writing;
    private final Connection reading;
    private final JdbcOperations jdbc;
    private final TransactionTemplate transaction;
    private final ReplayTable standings;
    private final LiveTokens tokens;
    private final Filler filler;
    private final ViewsCleaner cleaner;

    private Worker(
            Projection live,
            ProjectionSource source,
            Connector connector,
            int batch,
            Connection writing,
            Connection reading) {
        ShadowSql sql = ShadowSql.of(live);
        var dataSource = OneConnection.source(ShadowConnection.over(writing, sql::of));
        var transactions = new DataSourceTransactionManager(dataSource);
        this.name = live.name();
        this.version = source.version();
        this.tables = ShadowSql.namesOf(live);
        this.connector = connector;
        this.writing = writing;
        this.reading = reading;
        this.jdbc = new JdbcTemplate(dataSource);
        this.transaction = new TransactionTemplate(transactions);
        this.standings = new ReplayTable(jdbc);
        this.tokens = new LiveTokens(Processors.of(name));
        this.filler = new Filler(
                ProjectionSource.named(name, source.with(jdbc, transactions)),
                transaction,
                LogSource.in(OneConnection.source(reading)),
                standings,
                batch);
        this.cleaner = new ViewsCleaner(jdbc, transactions, CLEANED_AT_ONCE, name::equals);
    }

    /**
     * Takes the work on a projection.
     *
     * @throws ReplayRefusal if there is no such projection, or another process is at it
     */
    static Worker take(String name, ProjectionSource source, Connector connector, int batch) throws SQLException {
        Connection writing = connector.open();
        try {
            var plain = OneConnection.source(writing);
            JdbcOperations jdbc = new JdbcTemplate(plain);
            Projection live = ProjectionSource.named(name, source.with(jdbc, new DataSourceTransactionManager(plain)));
            lock(name, jdbc);
            jdbc.execute(NOT_AT_ONCE);
            return new Worker(live, source, connector, batch, writing, connector.open());
        } catch (SQLException | RuntimeException e) {
            writing.close();
            throw e;
        }
    }

    private static void lock(String name, JdbcOperations jdbc) {
        jdbc.execute(PATIENCE);
        try {
            jdbc.query(TAKE, row -> {}, name);
        } catch (DataAccessException e) {
            if (!OneConnection.isInUse(e)) {
                throw e;
            }
            throw new ReplayRefusal("Another process is at the replay of \"%s\" just now.".formatted(name));
        }
        jdbc.execute(AS_BEFORE);
    }

    String name() {
        return name;
    }

    List<String> tables() {
        return tables;
    }

    Standing standing() {
        Standing standing = standings
                .find(name)
                .orElseThrow(() -> new ReplayRefusal(
                        "There is no replay of \"%1$s\": ./parley replay start %1$s begins one.".formatted(name)));
        if (!standing.tables().equals(tables)) {
            throw new ReplayRefusal("Another version of Parley began the replay of \"%1$s\", with other tables (%2$s): "
                            .formatted(name, String.join(", ", standing.tables()))
                    + "./parley replay drop " + name + " drops it.");
        }
        if (standing.switchedAt() == null && isAnother(standing.parley())) {
            throw new ReplayRefusal(
                    "Parley %1$s began the replay of \"%2$s\", and this is %3$s, which may fill other rows:"
                                    .formatted(standing.parley(), name, version)
                            + " ./parley replay drop " + name + ", and begin anew.");
        }
        return standing;
    }

    /** What serves already is brought further by whichever version there is, and so is what served before. */
    private boolean isAnother(String one) {
        return !one.isEmpty() && !version.isEmpty() && !one.equals(version);
    }

    /**
     * Makes the tables.
     *
     * @param forProof whether they are only to be compared
     */
    void begin(boolean forProof) {
        if (forProof && standings.find(name).filter(Standing::forProof).isPresent()) {
            drop(); // of one whose process died
        }
        if (standings.find(name).isPresent()) {
            throw new ReplayRefusal(
                    "There is a replay of \"%1$s\" already: go on with ./parley replay resume %1$s, or drop it."
                            .formatted(name));
        }
        tokens.read(jdbc);
        transaction.executeWithoutResult(status -> {
            new ShadowTables(plain(), name, tables).create();
            standings.begin(name, tables, forProof, version);
        });
    }

    /** Forgets the tables beside, those of an earlier version too. */
    void drop() {
        Standing standing = standings
                .find(name)
                .orElseThrow(() -> new ReplayRefusal("There is no replay of \"%s\".".formatted(name)));
        transaction.executeWithoutResult(status -> {
            standings.remove(name);
            new ShadowTables(plain(), name, standing.tables()).drop();
        });
    }

    /**
     * Fills the tables until they are next to those that serve, and removes rows of chats that are gone, as is done to the others.
     *
     * @return false if somebody asked for a pause before
     */
    boolean fill(ReplayProgress progress) throws InterruptedException {
        boolean filled = catchUp(progress);
        if (filled) {
            while (cleaner.step()) {}
        }
        return filled;
    }

    private boolean catchUp(ReplayProgress progress) throws InterruptedException {
        standings.pause(name, false);
        long position = standing().position();
        long goal = goal();
        do {
            if (!filler.fill(position, goal, progress)) {
                return false;
            }
            position = Math.max(position, goal);
            goal = goal();
        } while (goal - position > NEAR);
        return true;
    }

    private long goal() {
        return tokens.read(jdbc).stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /**
     * Holds the live processor, and fills the tables up to where it stands.
     *
     * @throws ReplayRefusal if somebody asked for a pause before
     */
    Fence fence(ReplayProgress progress) throws SQLException, InterruptedException {
        while (true) {
            if (!fill(progress)) {
                throw new ReplayRefusal("It was paused. To go on: ./parley replay resume " + name);
            }
            Fence fence = Fence.raise(connector, tokens);
            try {
                long position = standing().position();
                if (fence.position() - position <= NEAR) {
                    filler.fillAll(position, fence.position());
                    return fence;
                }
            } catch (RuntimeException | InterruptedException e) {
                fence.close();
                throw e;
            }
            fence.close(); // others were faster: nobody is to wait for all that
        }
    }

    /** Whether nothing is under way that is settled without an event: mailboxes lose what was taken back once the history has it. */
    boolean isSettled() {
        return !tables.contains(RETRACTED) || (isEmpty(jdbc, RETRACTED) && isEmpty(plain(), RETRACTED));
    }

    private static boolean isEmpty(JdbcOperations jdbc, String table) {
        return Boolean.TRUE.equals(
                jdbc.queryForObject("SELECT NOT EXISTS (SELECT 1 FROM views." + table + ")", Boolean.class));
    }

    /** The tables, for who holds the live processor. */
    ShadowTables tables(Fence fence) {
        return new ShadowTables(fence.jdbc(), name, tables);
    }

    /** Its statements are on the schemas that they name; it shares the connection, and so the transaction. */
    private JdbcOperations plain() {
        return OneConnection.statementsOn(writing);
    }

    @Override
    public void close() throws SQLException {
        filler.close();
        reading.close();
        writing.close();
    }
}
