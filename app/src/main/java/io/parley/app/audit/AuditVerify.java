package io.parley.app.audit;

import io.parley.app.beside.KeyOption;
import io.parley.app.terminal.ProgressLine;
import io.parley.app.terminal.Report;
import io.parley.audit.verify.Finding;
import io.parley.audit.verify.LogVerification;
import io.parley.audit.verify.Verification;
import io.parley.infra.seal.Seal;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code parley audit verify}. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Look whether the log is what was sealed, and say where it is not.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all that was sealed is as it was",
            "1:something was changed, dropped, inserted or moved",
            "2:it could not be looked at"
        },
        footer = {
            "",
            "What came after the last seal is not known to be right yet, and is said.",
            "Whether the log was cut off at its end only shows against a root that was",
            "kept elsewhere (./parley audit root --publish).",
            "",
            "Example:",
            "  ./parley audit verify --root /mnt/elsewhere/monday.json",
        })
final class AuditVerify implements Callable<Integer> {

    private static final int HOLDS = 0;
    private static final int WRONG = 1;
    private static final int NOT_LOOKED_AT = 2;
    private static final int MOST_THREADS = 64;
    private static final int TOLD = 50;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private LogDatabase database;

    @Option(
            names = "--chat",
            paramLabel = "ID",
            description = "Look at this conversation's events alone; of the others at their hashes.")
    private @Nullable String chat;

    @Option(names = "--root", paramLabel = "FILE", description = "A root that was published; may be repeated.")
    private @Nullable List<Path> roots;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private KeyOption keys;

    @Option(names = "--threads", paramLabel = "N", description = "How many threads (default: one for each core).")
    private int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private final Map<String, String> environment = System.getenv();

    @Override
    public Integer call() throws InterruptedException {
        if (threads < 1 || threads > MOST_THREADS) {
            throw new ParameterException(spec.commandLine(), "--threads must be between 1 and 64.");
        }
        try {
            Map<String, PublicKey> known = AuditInputs.keys(keys.files(), environment);
            List<Seal> published = published();
            return database.run(environment, server -> {
                VerificationLine line =
                        new VerificationLine(new ProgressLine(spec.commandLine().getErr()));
                Verification result =
                        new LogVerification(() -> LogDatabase.open(server), known, threads).run(chat, published, line);
                line.end();
                return report(result, published.size());
            });
        } catch (IOException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return NOT_LOOKED_AT;
        }
    }

    private List<Seal> published() throws IOException {
        List<Seal> published = new ArrayList<>();
        for (Path file : roots == null ? List.<Path>of() : roots) {
            published.add(AuditInputs.root(file));
        }
        return published;
    }

    private int report(Verification result, int published) {
        Report report = new Report(spec.commandLine().getOut());
        if (result.sealedAt() == null) {
            report.note("nothing is sealed yet");
        } else {
            report.title(text("The log is sealed up to position %,d (%s).", result.sealedUpTo(), result.sealedAt()));
        }
        result.findings().stream().limit(TOLD).map(Finding::sentence).forEach(report::wrong);
        long untold = Math.max(0, result.findings().size() - TOLD) + result.untold();
        if (untold > 0) {
            report.wrong("and " + Count.of(untold, "more place"));
        }
        if (result.holds()) {
            report.fine(text(
                    "%s under %s: as they were sealed",
                    Count.of(result.events(), "event"), Count.of(result.seals(), "seal")));
            if (published > 0) {
                report.fine(text("published roots of this history: %,d", published));
            }
        }
        if (result.unsealed() > 0) {
            report.note(text("not sealed yet, after that: %s", Count.of(result.unsealed(), "event")));
        }
        report.title(report.isGood() ? "All that was sealed is as it was." : "NOT all is as it was sealed.");
        return report.isGood() ? HOLDS : WRONG;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
