package io.parley.audit.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A check sees the database as it was at one moment, also while read tables change places. */
class SnapshotTest {

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final Platform platform = new Platform();

    @Test
    void itIsTakenWithTheFirstLookAndNotBefore() throws SQLException {
        try (Connection connection = platform.log().connector().open()) {
            Snapshot snapshot = new Snapshot(connection);
            snapshot.hold("views.chat", "views.message");

            platform.retract(2);
            long first = snapshot.head();
            assertThat(first).isEqualTo(platform.position());

            platform.retract(3);
            assertThat(snapshot.head()).isEqualTo(first);
        }
    }

    @Test
    void tablesThatAreHeldDoNotChangePlaces() throws SQLException {
        try (Connection connection = platform.log().connector().open();
                Connection replay = platform.log().connector().open();
                Statement statement = replay.createStatement()) {
            new Snapshot(connection).hold("views.chat", "views.message");
            replay.setAutoCommit(false);

            assertThatThrownBy(() -> statement.execute("LOCK TABLE views.message IN ACCESS EXCLUSIVE MODE NOWAIT"))
                    .isInstanceOfSatisfying(SQLException.class, refused -> assertThat(refused.getSQLState())
                            .isEqualTo(LOCK_NOT_AVAILABLE));
        }
    }

    @Test
    void aTableThatIsAnotherOnceItCanBeReadIsComparedAsItIsThen() throws Exception {
        ExecutorService doctor = Executors.newSingleThreadExecutor();
        try (Connection replay = platform.log().connector().open();
                Statement statement = replay.createStatement()) {
            replay.setAutoCommit(false);
            statement.execute("LOCK TABLE views.message IN ACCESS EXCLUSIVE MODE");
            Future<CheckResult> result = doctor.submit(() -> platform.check("read-models"));
            while (!result.isDone() && !isWaitedForMessages()) {
                Thread.sleep(10);
            }
            // to those who looked before, it is empty from now on
            statement.execute("CREATE TEMPORARY TABLE kept ON COMMIT DROP AS SELECT * FROM views.message");
            statement.execute("TRUNCATE views.message");
            statement.execute("INSERT INTO views.message SELECT * FROM kept");
            replay.commit();

            assertThat(result.get().places()).isEmpty();
        } finally {
            doctor.shutdownNow();
        }
    }

    private boolean isWaitedForMessages() {
        return platform.jdbc()
                .sql("SELECT EXISTS (SELECT FROM pg_locks WHERE relation = 'views.message'::regclass AND NOT granted)")
                .query(Boolean.class)
                .single();
    }
}
