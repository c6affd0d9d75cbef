package io.parley.app.operator;

import io.parley.api.operator.OperatorEntry;
import io.parley.api.operator.OperatorFile;
import io.parley.api.operator.OperatorRole;
import io.parley.api.operator.OperatorToken;
import io.parley.contract.id.OperatorId;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Says who may operate the platform. It changes a file, which a running server reads at the next call. */
@Command(
        name = "operator",
        mixinStandardHelpOptions = true,
        description = "Say who may operate the platform: add, list or remove operators.",
        footer = {
            "",
            "A token is shown once, when its operator is added. Send it as a bearer token to paths under /v1/operator/, or give it",
            "to ./parley fan-out by PARLEY_OPERATOR_TOKEN."
        })
public final class OperatorCommand {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final int LONGEST_DAYS = 3_650;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description =
                    "The file of operators (default: PARLEY_OPERATORS_FILE, or operators.json in the data folder).")
    private @Nullable Path file;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private final Clock clock = Clock.systemUTC();

    @Command(name = "add", mixinStandardHelpOptions = true, description = "Add an operator, and show the new token.")
    int add(
            @Parameters(paramLabel = "NAME", description = "How colleagues call them: lower case, digits, . _ -")
                    String name,
            @Option(
                            names = "--role",
                            paramLabel = "ROLE",
                            defaultValue = "operator",
                            description = "auditor: may look; operator: may intervene too (default: ${DEFAULT-VALUE}).")
                    String role,
            @Option(
                            names = "--days",
                            paramLabel = "DAYS",
                            defaultValue = "90",
                            description = "How long the token is good (default: ${DEFAULT-VALUE}).")
                    int days,
            @Option(
                            names = "--reveal",
                            description = "May see what messages say, too; each time with a reason, which is recorded.")
                    boolean reveals) {
        require(NAME.matcher(name).matches(), "A name has lower case letters, digits, '.', '_' and '-', at most 64.");
        require(days >= 1 && days <= LONGEST_DAYS, "--days must be between 1 and " + LONGEST_DAYS + ".");
        String token = OperatorToken.random();
        OperatorEntry entry = new OperatorEntry(
                OperatorId.random().toString(),
                name,
                role(role),
                OperatorToken.hash(token),
                clock.instant().plus(Duration.ofDays(days)).truncatedTo(ChronoUnit.SECONDS),
                reveals ? true : null);
        return run(() -> {
            operators().add(entry);
            out().printf(
                            "Added %s, %s, until %s. The token, which is not shown again:%n%s%n",
                            name, entry.role().text(), entry.expiresAt(), token);
        });
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "List the operators.")
    int list(@Option(names = "--ids", description = "With their ids, by which the log names them.") boolean saysIds) {
        return run(() -> {
            List<OperatorEntry> all = operators().read();
            if (all.isEmpty()) {
                out().println("There are no operators; ./parley operator add makes one.");
            }
            Instant now = clock.instant();
            all.stream().sorted(Comparator.comparing(OperatorEntry::name)).forEach(one -> {
                out().printf(
                                "%-24s %-9s %s %s%s%n",
                                one.name(),
                                one.role().text(),
                                now.isBefore(one.expiresAt()) ? "until" : "RAN OUT",
                                one.expiresAt(),
                                Boolean.TRUE.equals(one.reveal()) ? ", may reveal" : "");
                if (saysIds) {
                    out().println("  " + one.id());
                }
            });
        });
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Remove an operator, whose token is good for nothing at once.")
    int remove(@Parameters(paramLabel = "NAME", description = "The name.") String name) {
        return run(() -> {
            operators().remove(name);
            out().printf("Removed %s.%n", name);
        });
    }

    private OperatorFile operators() throws IOException {
        Path path = file == null ? usual() : file;
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException(
                    "There is no folder %s: start Parley once, or name the file by --file.".formatted(folder));
        }
        return new OperatorFile(path);
    }

    private static Path usual() {
        String named = System.getenv("PARLEY_OPERATORS_FILE");
        return named != null && !named.isBlank()
                ? Path.of(named)
                : Path.of(System.getenv().getOrDefault("PARLEY_DATA_DIR", ".parley"), "operators.json");
    }

    private OperatorRole role(String text) {
        for (OperatorRole role : OperatorRole.values()) {
            if (role.text().equals(text.toLowerCase(Locale.ROOT))) {
                return role;
            }
        }
        throw new ParameterException(spec.commandLine(), "--role must be auditor or operator.");
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private int run(Step step) {
        try {
            step.run();
            return 0;
        } catch (IOException | IllegalArgumentException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** What may fail with a sentence. */
    private interface Step {
        void run() throws IOException;
    }
}
