package io.parley.app;

import ch.qos.logback.classic.Level;
import io.parley.app.audit.AuditCommand;
import io.parley.app.demo.DemoCommand;
import io.parley.app.operator.ConnectionsCommand;
import io.parley.app.operator.DeadLetterCommand;
import io.parley.app.operator.FanOutCommand;
import io.parley.app.operator.HoldCommand;
import io.parley.app.operator.KeysCommand;
import io.parley.app.operator.MediaCommand;
import io.parley.app.operator.OperatorCommand;
import io.parley.app.operator.ReleaseCommand;
import io.parley.app.operator.RetentionCommand;
import io.parley.app.operator.ShedCommand;
import io.parley.app.purge.VerifyPurgeCommand;
import io.parley.app.replay.ReplayCommand;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The command line: {@code parley up}, {@code demo}, the commands of operators, {@code backup}, {@code restore}, {@code verify-purge},
 * {@code version}. Without a command it says which there are.
 */
@Command(
        name = "parley",
        description = "An event-sourced chat platform.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            OperatorCommand.class,
            FanOutCommand.class,
            DeadLetterCommand.class,
            KeysCommand.class,
            MediaCommand.class,
            VerifyPurgeCommand.class,
            AuditCommand.class,
            ReplayCommand.class,
            RetentionCommand.class,
            HoldCommand.class,
            ReleaseCommand.class,
            ShedCommand.class,
            ConnectionsCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            VersionCommand.class
        })
public final class Parley implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** Runs one command and ends with its exit code: 0 for success, 1 for failure, 2 for a command line that makes no sense. */
    public static void main(String[] arguments) {
        sayOnlyWhatGoesWrong();
        System.exit(commandLine().execute(arguments));
    }

    /** A server sets its own logging up; what a command prints is not to be found among what libraries log. */
    private static void sayOnlyWhatGoesWrong() {
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof ch.qos.logback.classic.Logger root) {
            root.setLevel(Level.WARN);
        }
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Parley());
        CommandLine replay = Objects.requireNonNull(line.getSubcommands().get("replay"));
        replay.addSubcommand(new CapsuleCommand()); // here, since it starts a server as up does
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(utf8(System.out))
                .setErr(utf8(System.err));
    }

    /** Ticks are to be seen whatever the locale says, as in a container that has none. */
    private static PrintWriter utf8(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
