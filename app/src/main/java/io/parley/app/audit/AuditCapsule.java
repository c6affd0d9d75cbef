package io.parley.app.audit;

import io.parley.app.operator.OperatorsServer;
import io.parley.audit.capsule.Capsule;
import io.parley.audit.capsule.CapsuleExport;
import io.parley.audit.capsule.CapsuleExport.Texts;
import io.parley.audit.capsule.CapsuleFailure;
import io.parley.audit.capsule.CapsuleManifest;
import io.parley.contract.audit.Moment;
import io.parley.infra.postgres.DatabaseServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code parley audit capsule}. */
@Command(
        name = "capsule",
        mixinStandardHelpOptions = true,
        description = "Put all that is known of an incident into one file, from which it can be run again.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the capsule is written",
            "1:there is no such stretch, or the server refused",
            "2:it could not be written"
        },
        footer = {
            "",
            "It has the events of that time as they lie in the log, encrypted, and those",
            "before on which they rest; what was given up and why; what the nodes measured,",
            "which versions they were and how they were set, without secrets; and what is",
            "held back. No key is in it. ./parley replay capsule runs it again.",
            "",
            "Examples:",
            "  ./parley audit capsule --from 2026-11-30T08:00:00Z --to 2026-11-30T08:10:00Z",
            "  ./parley audit capsule --from 12000 --out incident.zip",
        })
final class AuditCapsule implements Callable<Integer> {

    private static final int NOTHING = 1;
    private static final int UNWRITTEN = 2;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private LogDatabase database;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "TIME|POSITION",
            converter = MomentConverter.class,
            description = "The first moment, or position of the log.")
    private Moment from = Moment.NOW;

    @Option(
            names = "--to",
            paramLabel = "TIME|POSITION",
            converter = MomentConverter.class,
            description = "The last (default: now).")
    private Moment to = Moment.NOW;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to (default: incident.capsule.zip).")
    private Path file = Path.of("incident.capsule.zip");

    @Mixin
    private final Reveal reveal = new Reveal();

    @Mixin
    private final OperatorsServer server = new OperatorsServer(System.getenv());

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Path target = file.toAbsolutePath();
        RevealedTexts texts = reveal.isWanted() ? new RevealedTexts(server, reveal.query()) : null;
        try {
            return database.run(System.getenv(), log -> write(log, texts, target));
        } catch (CapsuleFailure e) {
            return failed(NOTHING, "There is no such stretch of the log: " + e.getMessage() + ".");
        } catch (RevealedTexts.Refused e) {
            return NOTHING; // it has been said
        } catch (IOException e) {
            return failed(UNWRITTEN, Objects.requireNonNullElse(e.getMessage(), e.toString()));
        }
    }

    private int failed(int code, String sentence) {
        spec.commandLine().getErr().println(sentence);
        return code;
    }

    private int write(DatabaseServer log, @Nullable Texts texts, Path target) throws IOException, SQLException {
        String version = Objects.requireNonNullElse(getClass().getPackage().getImplementationVersion(), "development");
        CapsuleManifest[] written = new CapsuleManifest[1];
        try (Connection connection = LogDatabase.open(log)) {
            CapsuleExport export = new CapsuleExport(connection, version, Clock.systemUTC());
            WholeFile.<SQLException>writeBytes(target, out -> written[0] = export.write(from, to, texts, out));
        }
        say(written[0]);
        return 0;
    }

    private void say(CapsuleManifest manifest) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("from      " + manifest.from());
        out.println("to        " + manifest.to());
        out.println("events    " + Count.of(manifest.lines(Capsule.EVENTS), "event") + at(manifest));
        out.println("before    " + Count.of(manifest.lines(Capsule.BEFORE), "event") + " on which they rest");
        out.println("levels    " + Count.of(manifest.lines(Capsule.LEVELS), "decision"));
        out.println("measured  " + Count.of(manifest.lines(Capsule.METRICS), "time") + " by "
                + Count.of(manifest.lines(Capsule.NODES), "node"));
        out.println("held back " + Count.of(manifest.lines(Capsule.LETTERS), "event"));
        if (manifest.parts().containsKey(Capsule.TEXTS)) {
            out.println("texts     " + Count.of(manifest.lines(Capsule.TEXTS), "message")
                    + ", readable: keep it like the messages themselves");
        }
        out.println("written   " + file);
    }

    private static String at(CapsuleManifest manifest) {
        return manifest.first() == 0 ? "" : ", at positions %d to %d".formatted(manifest.first(), manifest.last());
    }
}
