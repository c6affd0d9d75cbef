package io.parley.app.audit;

import io.parley.audit.look.EventSearch;
import io.parley.contract.audit.EventFilter;
import io.parley.infra.seal.LoggedEvent;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code parley audit log}. */
@Command(
        name = "log",
        mixinStandardHelpOptions = true,
        description = "Say which events there are, in the order of the log. What is asked must all hold.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:they were said, also if there are none", "2:it could not be looked at"},
        footer = {
            "",
            "Names, titles and texts are ciphertext in the log, and stay so here. In the",
            "table, OF and BY are the last digits of the conversation or user, and of who",
            "did it. Asked for a chat it looks at that chat's events alone; asked for a",
            "user or a message without a chat, at all of the log.",
            "",
            "Examples:",
            "  ./parley audit log --last 20 --follow",
            "  ./parley audit log --chat 019ad6f2-… --type MessageSent --csv",
        })
final class AuditLog implements Callable<Integer> {

    private static final int SAID = 0;
    private static final int LOOKS_AGAIN_MS = 500;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private LogDatabase database;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Asked asked;

    @Option(names = "--last", paramLabel = "N", description = "Only so many, the last.")
    private int last;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with those that come, until Ctrl-C.")
    private boolean follows;

    @ArgGroup
    private EventLines lines = new EventLines();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (last < 0) {
            throw new ParameterException(spec.commandLine(), "--last must be a number of events.");
        }
        return database.look(connection -> say(new EventSearch(connection), asked.filter()));
    }

    private int say(EventSearch search, EventFilter filter) throws SQLException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (!lines.head().isEmpty()) {
            out.println(lines.head());
        }
        Predicate<LoggedEvent> taker = event -> {
            out.println(lines.of(event));
            return !out.checkError(); // who reads may have had enough
        };
        long looked = last > 0 ? search.findLast(filter, last, taker) : search.find(filter, 0, taker);
        while (follows && looked < filter.to() && !out.checkError()) {
            Thread.sleep(LOOKS_AGAIN_MS);
            looked = search.find(filter, looked, taker);
        }
        return SAID;
    }
}
