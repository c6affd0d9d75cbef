package io.parley.e2e.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.confidentiality.Tables;
import io.parley.e2e.harness.Jar;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code ./parley replay} beside a server that is in use: nobody who talks meanwhile is refused anything, or sees what was before. */
class ReplayIT {

    private static final String WORK = "replay";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** From before the database is reached until after all is done. */
    private static final List<Integer> KILLED_AFTER_MS = List.of(600, 1_000, 1_300, 1_600, 1_900, 2_300, 2_800);

    private Server server;
    private Chatter chatter;

    @BeforeEach
    void talk() {
        server = Server.start(WORK, Settings.UNLIMITED);
        chatter = new Chatter(server);
    }

    @AfterEach
    void stop() throws InterruptedException {
        chatter.close();
        server.close();
    }

    private Jar.Run replay(String... arguments) {
        return Jar.run(WORK, server.environment(), command(arguments));
    }

    private static String[] command(String... arguments) {
        List<String> command = new ArrayList<>(List.of("replay"));
        command.addAll(List.of(arguments));
        return command.toArray(String[]::new);
    }

    private String done(String... arguments) {
        Jar.Run run = replay(arguments);
        assertThat(run.exitCode()).as(run.output()).isZero();
        return run.words();
    }

    @Test
    void whatPeopleReadIsRebuiltAndSwitchedWhileTheyTalk() throws Exception {
        chatter.says(30);
        for (String projection : List.of("receipt", "inbox", "history", "chat", "mailbox")) {
            assertThat(done("start", projection)).contains("Next to what serves");
            assertThat(done("compare", projection)).contains("Both say the same.");
            assertThat(done("switch", projection)).contains("They serve, from position");
            chatter.says(5);
            assertThat(done("compare", projection)).contains("Both say the same.");
        }
        assertThat(done("switch", "inbox", "--back")).contains("The former tables serve again");
        chatter.says(5);
        assertThat(done("prove", "user")).contains("user_profile: 2 rows", "Both say the same.");
        assertThat(done("status")).contains("receipt", "the former tables", "inbox", "rebuilt tables");
        for (String projection : List.of("receipt", "inbox", "history", "chat", "mailbox")) {
            assertThat(done("drop", projection)).contains("Dropped.");
        }
        assertThat(done("status")).contains("There is no replay.");
        chatter.endsWithAllOfIt();
    }

    @Test
    void whoeverIsKilledLeavesNoHarm() throws Exception {
        chatter.says(30);
        for (int millis : KILLED_AFTER_MS) {
            killed(millis, "start", "history", "--rate", "40");
            if (done("status").contains("history")) {
                killed(millis, "resume", "history", "--rate", "40");
            }
        }
        done("resume", "history");
        for (int millis : KILLED_AFTER_MS) {
            killed(millis, "switch", "history");
            chatter.says(2);
            if (done("status").contains("the former tables")) {
                killed(millis, "switch", "history", "--back");
                chatter.says(2);
            }
            assertThat(done("compare", "history")).contains("Both say the same.");
        }
        killed(1_600, "drop", "history");
        if (done("status").contains("history")) {
            done("drop", "history");
        }
        assertThat(Tables.in(server.dataFolder())
                        .column("SELECT relname FROM pg_class WHERE relnamespace = 'shadow'::regnamespace"))
                .isEmpty();
        assertThat(done("prove", "history")).contains("Both say the same.");
        chatter.endsWithAllOfIt();
    }

    private void killed(int millis, String... arguments) throws InterruptedException {
        Path output = Jar.workFolder(WORK).resolve("killed-" + System.nanoTime() + ".log");
        Process process = Jar.start(output, server.environment(), command(arguments));
        process.waitFor(millis, TimeUnit.MILLISECONDS);
        process.destroyForcibly(); // kill -9
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatTheLogDoesNotSayIsFound() throws Exception {
        chatter.says(10);
        chatter.close();
        Tables.in(server.dataFolder())
                .column("UPDATE views.receipt SET read = read + 1, delivered = delivered + 1 RETURNING 1");

        Jar.Run run = replay("prove", "receipt");

        assertThat(run.exitCode()).as(run.output()).isEqualTo(1);
        assertThat(run.words())
                .contains("WRONG receipt:", "only live: {", "only rebuilt: {", "They do NOT say the same.");
        assertThat(run.output().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(replay("resume", "receipt").exitCode()).isEqualTo(2);
        assertThat(replay("start", "letters").words()).contains("There is no projection \"letters\"");
    }
}
