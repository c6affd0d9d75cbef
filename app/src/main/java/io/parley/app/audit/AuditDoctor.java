package io.parley.app.audit;

import io.parley.app.beside.KeyOption;
import io.parley.app.beside.ServersMedia;
import io.parley.app.terminal.ProgressLine;
import io.parley.app.terminal.Report;
import io.parley.audit.Connector;
import io.parley.audit.doctor.ChainCheck;
import io.parley.audit.doctor.Check;
import io.parley.audit.doctor.CheckResult;
import io.parley.audit.doctor.Doctor;
import io.parley.audit.doctor.MediaObjectCheck;
import io.parley.contract.media.MediaStore;
import io.parley.infra.media.folder.FolderMediaStore;
import io.parley.infra.postgres.DatabaseServer;
import java.io.IOException;
import java.security.PublicKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks whether the platform is whole. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Look whether the platform is whole: the log, the keys, the read tables, and",
            "what should have happened by now. Nothing is changed."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing is wrong with what was checked",
            "1:something is wrong",
            "2:it could not be looked at"
        },
        footer = {
            "",
            "Checks: chain, dead-letters, fan-outs, sagas, deadlines, keys, messages,",
            "read-models, media, media-objects. What mends what is in docs/AUDIT.md.",
            "",
            "Example:",
            "  ./parley audit doctor --only keys --only messages",
        })
final class AuditDoctor implements Callable<Integer> {

    private static final int WELL = 0;
    private static final int WRONG = 1;
    private static final int NOT_LOOKED_AT = 2;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private LogDatabase database;

    @Option(names = "--only", paramLabel = "CHECK", description = "This check alone; may be repeated.")
    private @Nullable List<String> only;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private KeyOption keys;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private final Map<String, String> environment = System.getenv();

    @Override
    public Integer call() throws InterruptedException {
        try {
            Set<String> asked = asked();
            return database.run(environment, server -> examine(server, asked));
        } catch (IOException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return NOT_LOOKED_AT;
        }
    }

    private Set<String> asked() {
        Set<String> asked = new TreeSet<>(only == null ? List.of() : only);
        Set<String> unknown = new TreeSet<>(asked);
        unknown.removeAll(Set.of("chain", "media-objects"));
        Doctor.checks().forEach(check -> unknown.remove(check.name()));
        if (!unknown.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "There is no check " + String.join(", ", unknown) + ".");
        }
        return asked;
    }

    private int examine(DatabaseServer server, Set<String> asked)
            throws IOException, SQLException, InterruptedException {
        Connector connector = () -> LogDatabase.open(server);
        Optional<FolderMediaStore> media = new ServersMedia(environment).inFolder();
        try {
            List<Check> checks = new ArrayList<>();
            checks.add(new ChainCheck(connector, keys(), Runtime.getRuntime().availableProcessors()));
            checks.addAll(Doctor.checks());
            checks.add(new MediaObjectCheck(connector, media.map(MediaStore.class::cast)));
            return examine(new Doctor(connector), checks, asked);
        } finally {
            media.ifPresent(FolderMediaStore::close);
        }
    }

    private int examine(Doctor doctor, List<Check> checks, Set<String> asked)
            throws SQLException, InterruptedException {
        Report report = new Report(spec.commandLine().getOut());
        List<CheckResult> results = new ArrayList<>();
        ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
        List<VerificationLine> lines = new ArrayList<>();
        doctor.run(
                checks,
                asked,
                check -> {
                    VerificationLine line = new VerificationLine(progress, check.unit());
                    lines.add(line);
                    return line;
                },
                result -> {
                    lines.get(lines.size() - 1).end();
                    tell(result, report);
                    results.add(result);
                });
        results.forEach(result -> report.title(line(result)));
        return results.stream().anyMatch(result -> result.wrong() > 0) ? WRONG : WELL;
    }

    /** Without keys the chain is not checked, and that is said; keys that are named must be there. */
    private Map<String, PublicKey> keys() throws IOException {
        try {
            return AuditInputs.keys(keys.files(), environment);
        } catch (IOException e) {
            if (keys.files() != null) {
                throw e;
            }
            return Map.of();
        }
    }

    private static void tell(CheckResult result, Report report) {
        result.places().forEach(place -> report.wrong(result.name() + ": " + place));
        long untold = result.wrong() - result.places().size();
        if (untold > 0) {
            report.wrong(result.name() + ": and " + Count.of(untold, "more place"));
        }
        result.notes().forEach(note -> report.note(result.name() + ": " + note));
    }

    static String line(CheckResult result) {
        String state = "ok";
        String said = result.looked();
        if (result.notChecked() != null) {
            state = "not checked";
            said = result.notChecked();
        } else if (result.wrong() > 0) {
            state = "WRONG";
            said = Count.of(result.wrong(), "place");
        }
        return String.format(Locale.ROOT, "%-11s  %-13s  %s", state, result.name(), said);
    }
}
