package io.parley.app.audit;

import io.parley.audit.histories.HistoryCheck;
import io.parley.audit.histories.HistoryFile;
import io.parley.audit.histories.HistoryVerdict;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley audit histories}. */
@Command(
        name = "histories",
        mixinStandardHelpOptions = true,
        description = "Look whether what clients recorded of a run is what a chat may show them.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing that was looked at is wrong",
            "1:something was lost, doubled, invented, out of order or went back",
            "2:a file is no history, or not a whole one"
        },
        footer = {
            "",
            "Needs no server and no database. docs/HISTORIES.md says what is looked at,",
            "and how a client of your own records a history. Files of one run belong in",
            "one call: they are looked at together.",
            "",
            "Example:",
            "  ./parley audit histories load-tests/target/gatling/direct.history.jsonl",
        })
final class AuditHistories implements Callable<Integer> {

    private static final int HOLDS = 0;
    private static final int WRONG = 1;
    private static final int UNREADABLE = 2;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "What clients recorded.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private List<Path> files;

    @Option(names = "--json", description = "One JSON object a line: for each check, and for each finding.")
    private boolean isJson;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        try {
            HistoryVerdict verdict =
                    HistoryCheck.of(files.stream().map(HistoryFile::of).toList());
            VerdictLines lines = new VerdictLines(verdict, files);
            if (isJson) {
                lines.asJson().forEach(spec.commandLine().getOut()::println);
            } else {
                lines.say(spec.commandLine().getOut());
            }
            return verdict.holds() ? HOLDS : WRONG;
        } catch (NoSuchFileException e) {
            return unreadable("There is no file " + e.getMessage() + ".");
        } catch (IOException e) {
            return unreadable(String.valueOf(e.getMessage()));
        }
    }

    private int unreadable(String sentence) {
        spec.commandLine().getErr().println(sentence);
        return UNREADABLE;
    }
}
