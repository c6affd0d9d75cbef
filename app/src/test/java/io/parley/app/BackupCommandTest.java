package io.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.app.terminal.ProgressLine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the command line says; what is done is tested where it is done. */
class BackupCommandTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpHasExamples() {
        assertThat(run("backup", "--help")).isZero();
        assertThat(run("restore", "--help")).isZero();

        assertThat(out.toString())
                .contains("./parley backup /backups/monday", "--only", "./parley restore /backups/monday", "--keyring");
    }

    @Test
    void whatIsNoPartIsRefusedWithHelp() {
        assertThat(run("backup", "--only", "views", "x")).isEqualTo(2);
        assertThat(err.toString()).contains("events, keyring, ledger or media", "Usage: parley backup");
        assertThat(run("backup")).isEqualTo(2);
        assertThat(run("restore")).isEqualTo(2);
    }

    @Test
    void whatIsNoBackupIsSaidInOneSentence() {
        assertThat(run("restore", folder.toString())).isEqualTo(1);

        assertThat(err.toString().strip()).isEqualTo("There is no backup of the events in %s.", folder);
    }

    @Test
    void progressIsInLinesWhereThereIsNoTerminal() {
        long[] now = {0};
        TransferConsole console = console(false, () -> now[0]);

        console.begin("events.event", 40);
        now[0] = 9_000_000_000L;
        console.at(9);
        now[0] = 10_000_000_000L;
        console.at(20);
        now[0] = 20_000_000_000L;
        console.end(40);

        assertThat(out.toString().lines())
                .containsExactly("  events.event: 20 of 40 rows, 2 a second", "  events.event: 40 rows in 20.0 s");
    }

    @Test
    void onATerminalOneLineChanges() {
        long[] now = {0};
        TransferConsole console = console(true, () -> now[0]);

        console.begin("work.keyring", -1);
        now[0] = 1_000_000_000L;
        console.at(20);
        console.end(40);

        assertThat(out.toString().split("\r", -1))
                .satisfiesExactly(
                        first -> assertThat(first).isEmpty(),
                        second -> assertThat(second.strip()).isEqualTo("work.keyring: 20 rows, 20 a second"),
                        third -> assertThat(third.strip()).isEqualTo("work.keyring: 40 rows in 1.0 s"));
    }

    private TransferConsole console(boolean terminal, LongSupplier nanos) {
        PrintWriter writer = new PrintWriter(out, true);
        return new TransferConsole(writer, new ProgressLine(writer, terminal), nanos);
    }

    private int run(String... arguments) {
        CommandLine commandLine =
                Parley.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
