package io.parley.audit.replay;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.parley.audit.testing.LiveSide;
import io.parley.audit.testing.Talk;
import io.parley.audit.testing.TestLog;
import io.parley.infra.wiring.AllProjections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** People who have talked, and what may be rebuilt of it. */
abstract class ReplayedTalk {

    static final int CHATS = 3;
    static final int MESSAGES = 20;

    final TestLog log = TestLog.empty(5);
    final Talk talk = new Talk(log);
    final ProjectionSource projections = (jdbc, transactions) -> new AllProjections(jdbc, transactions).list();
    final Replays replays = new Replays(log.connector(), projections, Replays.BATCH);

    @BeforeEach
    void talk() throws Exception {
        forgetAll();
        for (int chat = 0; chat < CHATS; chat++) {
            talk.open(chat);
        }
        for (int message = 1; message <= MESSAGES; message++) {
            for (int chat = 0; chat < CHATS; chat++) {
                talk.send(chat, message);
                talk.mark(chat, message, message - 1);
            }
        }
    }

    @AfterEach
    void forgetAll() throws Exception {
        for (Standing standing : replays.all()) {
            replays.drop(standing.projection());
        }
    }

    final LiveSide live(String projection) throws Exception {
        LiveSide live = new LiveSide(log, projection);
        live.handle();
        return live;
    }

    final Comparison compare(String projection) throws Exception {
        return replays.compare(projection, 10, ReplayProgress.SILENT);
    }

    final long rows(String table) {
        return log.jdbc().sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }

    final List<Long> marks(String schema) {
        return log.jdbc()
                .sql("SELECT read FROM " + schema + ".receipt ORDER BY chat_id")
                .query(Long.class)
                .list();
    }

    /** What somebody asks. */
    interface Asked {
        void ask() throws Exception;
    }

    static void refused(String why, Asked asked) {
        assertThatExceptionOfType(ReplayRefusal.class).isThrownBy(asked::ask).withMessageContaining(why);
    }
}
