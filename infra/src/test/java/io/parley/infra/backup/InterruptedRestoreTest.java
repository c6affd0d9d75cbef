package io.parley.infra.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.infra.startup.StartupProblem;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a restore may write, and what becomes of one that was cut off. */
class InterruptedRestoreTest {

    @TempDir
    private Path folder;

    private Platform before;
    private Platform after;
    private UserId ada;
    private ChatId chat;
    private MessageId message;

    @BeforeEach
    void talk() {
        before = Platform.started(folder);
        after = Platform.empty(folder);
        ada = before.register("ada");
        chat = before.open(ada, before.register("ben"));
        message = before.send(chat, ada, "hello");
    }

    @AfterEach
    void close() {
        before.close();
        after.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"events.event", "work.credentials", "work.shredded_key", "work.keyring"})
    void aRestoreThatWasCutOffIsRepeatedAndUntilThenNoNodeStarts(String at) {
        Path backup = before.backUp("all");
        cutOff(backup, at);

        assertThat(catchThrowable(after::start)).hasRootCauseInstanceOf(StartupProblem.class);
        after.restore(backup, null);

        assertThat(after.checksum("events.event")).isEqualTo(before.checksum("events.event"));
        assertThat(after.checksum("work.keyring")).isEqualTo(before.checksum("work.keyring"));
        assertThat(after.count("events.restore")).isEqualTo(1);
        after.start();
        assertThat(after.text(message)).contains("hello");
    }

    @Test
    void eventsThatAnInterruptedRestoreHadBroughtAreNotBroughtAgain() {
        Path backup = before.backUp("all");
        cutOff(backup, "work.keyring");
        long there = after.count("events.event");
        // as if it had been cut off among the events
        after.jdbc
                .sql("ALTER TABLE events.event DISABLE TRIGGER event_append_only")
                .update();
        after.jdbc.sql("DELETE FROM events.event WHERE position > 3").update();
        after.jdbc
                .sql("ALTER TABLE events.event ENABLE TRIGGER event_append_only")
                .update();

        after.restore(backup, null);

        assertThat(there).isGreaterThan(3);
        assertThat(after.checksum("events.event")).isEqualTo(before.checksum("events.event"));
    }

    @Test
    void anotherBackupIsNotMixedIntoWhatWasInterrupted() {
        Path first = before.backUp("first");
        before.send(chat, ada, "more");
        Path second = before.backUp("second");
        cutOff(first, "work.credentials");

        assertRefused(second, "interrupted");
        assertThat(after.count("events.event")).isLessThan(before.count("events.event"));
        after.restore(first, null);
    }

    @Test
    void aDatabaseWithEventsIsLeftAlone() {
        Path backup = before.backUp("all");
        after.start();
        after.register("zoe");
        after.stop();
        String events = after.checksum("events.event");

        assertRefused(backup, "events or accounts");

        assertThat(after.checksum("events.event")).isEqualTo(events);
        assertThat(after.count("events.restore")).isZero();
    }

    @Test
    void aDatabaseOnWhichAServerRunsIsLeftAlone() {
        Path backup = before.backUp("all");
        after.start();
        String keys = after.checksum("work.keyring");

        assertRefused(backup, "stop all nodes");

        assertThat(after.checksum("work.keyring")).isEqualTo(keys);
        assertThat(after.count("events.restore")).isZero();
    }

    @Test
    void aDatabaseOnWhichAServerWasStartedAndDidNothingCanBeRestoredTo() {
        after.start();
        after.stop();

        after.restore(before.backUp("all"), null);

        after.start();
        assertThat(after.text(message)).contains("hello");
    }

    private void cutOff(Path backup, String at) {
        RestoreSources sources = Platform.checked(backup, null);
        assertThat(catchThrowable(() -> after.restore(sources, new CutOff(at)))).isInstanceOf(BackupProblem.class);
    }

    private void assertRefused(Path backup, String because) {
        assertThatExceptionOfType(BackupProblem.class)
                .isThrownBy(() -> after.restore(backup, null))
                .withMessageContaining(because);
    }

    /** Ends the restore's connection when a table's turn has come, as a power loss would. */
    private final class CutOff implements TransferProgress {

        private final String table;

        CutOff(String table) {
            this.table = table;
        }

        @Override
        public void begin(String what, long rows) {
            if (what.equals(table)) {
                after.jdbc
                        .sql("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                                + " WHERE datname = current_database() AND application_name = 'parley-restore'")
                        .query(Long.class)
                        .single();
            }
        }

        @Override
        public void at(long rows) {}

        @Override
        public void end(long rows) {}
    }
}
