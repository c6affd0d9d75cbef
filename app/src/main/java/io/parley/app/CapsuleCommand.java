package io.parley.app;

import io.parley.app.capsule.CapsuleRun;
import io.parley.app.capsule.CapsuleSettings;
import io.parley.app.capsule.HeldBack;
import io.parley.app.capsule.Narrator;
import io.parley.app.capsule.Speed;
import io.parley.app.terminal.ProgressLine;
import io.parley.app.terminal.Report;
import io.parley.audit.capsule.Capsule;
import io.parley.audit.capsule.CapsuleFailure;
import io.parley.audit.capsule.CapsuleManifest;
import io.parley.contract.log.ProjectionProgress;
import io.parley.infra.store.RecordedEvents;
import io.parley.infra.store.RecordedLogConfiguration;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley replay capsule}: a server of its own in which an incident happens again. */
@Command(
        name = "capsule",
        mixinStandardHelpOptions = true,
        description = "Let an incident happen again, in a server of its own on this machine.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all of it was handled", "1:something was held back or stood still", "2:it could not be run"},
        footer = {
            "",
            "FILE is what ./parley audit capsule has written. Its events come into an empty",
            "log, those before the incident at once, then each at its time; read models are",
            "filled and streams are fed from them as then, with the settings of then. What the",
            "platform did by itself is in the events: nothing is sent, tried again or ended",
            "anew. The server stays, to be looked at, until Ctrl-C.",
            "",
            "Examples:",
            "  ./parley replay capsule incident.capsule.zip --speed 10",
            "  ./parley replay capsule incident.capsule.zip --speed max --exit",
        })
final class CapsuleCommand implements Callable<Integer> {

    private static final int FAULTS = 1;
    private static final int NOT_RUN = 2;

    @Parameters(paramLabel = "FILE", description = "The capsule.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    @Option(
            names = "--speed",
            paramLabel = "N",
            converter = Speed.Converter.class,
            description = "So many times as fast as it happened, or max (default: 1).")
    private Speed speed = new Speed(1);

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "An empty folder for its data, which stays (default: one that does not).")
    private @Nullable Path data;

    @Option(names = "--port", paramLabel = "N", description = "Its port (default: any).")
    private int port;

    @Option(names = "--own-settings", description = "With this version's settings, not those of then.")
    private boolean ownSettings;

    @Option(names = "--exit", description = "Stop when it has happened.")
    private boolean exit;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        try (Capsule capsule = Capsule.open(file)) {
            return run(capsule);
        } catch (CapsuleFailure e) {
            return failed("%s cannot be run: %s.".formatted(file, e.getMessage()));
        } catch (IOException e) {
            return failed("%s cannot be read: %s".formatted(file, e.getMessage()));
        }
    }

    private int failed(String sentence) {
        spec.commandLine().getErr().println(sentence);
        return NOT_RUN;
    }

    private int run(Capsule capsule) throws IOException, InterruptedException {
        say(capsule.manifest());
        Map<String, String> settings = ownSettings ? Map.of() : CapsuleSettings.ofThen(capsule);
        Path folder = folder();
        CountDownLatch stopped = new CountDownLatch(1);
        Console console = new Console(spec.commandLine().getOut(), System.nanoTime());
        ConfigurableApplicationContext server;
        try {
            server = UpCommand.application(console, stopped, RecordedLogConfiguration.class)
                    .run(CapsuleSettings.arguments(settings, folder, port));
        } catch (RuntimeException e) {
            return NOT_RUN; // StartupFailure has said why
        }
        int outcome = outcome(capsule, server);
        if (exit || outcome == NOT_RUN) {
            server.close();
            removeIfOurs(folder);
        } else {
            sayWhatToTry(Console.url(server), folder);
            stopped.await();
        }
        return outcome;
    }

    private int outcome(Capsule capsule, ConfigurableApplicationContext server)
            throws IOException, InterruptedException {
        try {
            return happen(capsule, server);
        } catch (DataAccessException | TransactionException e) {
            return failed("%s cannot be run to its end: %s".formatted(file, e.getMessage()));
        }
    }

    private int happen(Capsule capsule, ConfigurableApplicationContext server)
            throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        CapsuleRun run = new CapsuleRun(
                capsule,
                server.getBean(RecordedEvents.class),
                server.getBean(ProjectionProgress.class),
                speed,
                new Narrator(out, new ProgressLine(spec.commandLine().getErr())));
        long shift = run.run();
        Report report = new Report(out);
        new HeldBack(server.getBean(JdbcClient.class), capsule).say(report);
        run.standing()
                .forEach(one ->
                        report.wrong("%s stands still at position %d".formatted(one.processor(), one.position() + 1)));
        if (shift != 0) {
            report.note("positions of the incident are here those of then %s %d"
                    .formatted(shift < 0 ? "less" : "and", Math.abs(shift)));
        }
        report.title(report.isGood() ? "All of it was handled." : "NOT all of it was handled.");
        return report.isGood() ? 0 : FAULTS;
    }

    private void say(CapsuleManifest manifest) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("From %s to %s, by Parley %s".formatted(manifest.from(), manifest.to(), manifest.parley()));
        if (!manifest.parley().equals(Version.number())) {
            out.println("  this is Parley " + Version.number());
        }
    }

    private Path folder() throws IOException {
        if (data == null) {
            Path folder = Files.createTempDirectory("parley-capsule");
            SpringApplication.getShutdownHandlers().add(() -> removeIfOurs(folder));
            return folder;
        }
        if (Files.exists(data) && !Files.isDirectory(data)) {
            throw new ParameterException(spec.commandLine(), "--data must be an empty folder.");
        }
        Files.createDirectories(data);
        try (Stream<Path> files = Files.list(data)) {
            if (files.findAny().isPresent()) {
                throw new ParameterException(spec.commandLine(), "--data must be an empty folder.");
            }
        }
        return data.toAbsolutePath();
    }

    private void removeIfOurs(Path folder) {
        if (data == null) {
            FileSystemUtils.deleteRecursively(folder.toFile());
        }
    }

    private void sayWhatToTry(String url, Path folder) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("It is at " + url + ". Try, in another terminal:");
        out.println("  export PARLEY_DATA_DIR=" + folder);
        out.println("  ./parley audit log --last 20");
        out.println("  ./parley audit chat CHAT --as-of POSITION");
        out.println("  ./parley replay prove inbox");
        out.println("Ctrl-C stops it" + (data == null ? " and removes its data." : "."));
    }
}
