package io.parley.app.audit;

import io.parley.audit.look.ConversationLines;
import io.parley.audit.look.ConversationSearch;
import io.parley.audit.look.Times;
import io.parley.contract.audit.ConversationState;
import io.parley.contract.audit.Moment;
import java.io.PrintWriter;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley audit diff}. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = "Say how a conversation changed between two moments.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it was found, also if nothing changed",
            "1:there was no such chat at the later one",
            "2:it could not be looked at"
        },
        footer = {
            "",
            "Lines as ./parley audit chat has them: with - what no longer holds, with +",
            "what holds since.",
            "",
            "Example:",
            "  ./parley audit diff 019ad6f2-… --from 120 --to 2026-11-30T08:00:00Z",
        })
final class AuditDiff implements Callable<Integer> {

    private static final int FOUND = 0;
    private static final int NOT_FOUND = 1;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private LogDatabase database;

    @Parameters(paramLabel = "CHAT", converter = IdConverter.class, description = "The chat's id.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private UUID chat;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "TIME|POSITION",
            converter = MomentConverter.class,
            description = "The earlier moment: a time, or a position of the log.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Moment from;

    @Option(
            names = "--to",
            paramLabel = "TIME|POSITION",
            converter = MomentConverter.class,
            description = "The later moment (default: now).")
    private Moment to = Moment.NOW;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        return database.look(connection -> {
            ConversationSearch search = new ConversationSearch(connection);
            ConversationState later = search.at(chat, to).orElse(null);
            return later == null ? none() : say(search.at(chat, from).orElse(null), later);
        });
    }

    private int none() {
        spec.commandLine().getErr().println("There was no chat " + chat + " then.");
        return NOT_FOUND;
    }

    private int say(@Nullable ConversationState earlier, ConversationState later) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("chat " + chat);
        out.println("from " + moment(earlier));
        out.println("to   " + moment(later));
        List<String> changes = ConversationLines.changes(earlier, later);
        if (changes.isEmpty()) {
            out.println("Nothing changed.");
        }
        changes.forEach(out::println);
        return FOUND;
    }

    private static String moment(@Nullable ConversationState found) {
        return found == null
                ? "before it was opened"
                : "position " + found.position() + ", " + Times.text(found.recordedAt());
    }
}
