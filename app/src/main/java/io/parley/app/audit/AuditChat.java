package io.parley.app.audit;

import io.parley.audit.look.ConversationLines;
import io.parley.audit.look.ConversationSearch;
import io.parley.audit.look.Times;
import io.parley.contract.audit.ConversationState;
import io.parley.contract.audit.Moment;
import java.io.PrintWriter;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley audit chat}. */
@Command(
        name = "chat",
        mixinStandardHelpOptions = true,
        description = "Say what a conversation was at some time: its members, their marks, its messages.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it was found", "1:there was no such chat then", "2:it could not be looked at"},
        footer = {
            "",
            "It is made of the chat's events up to then. What messages say is not shown;",
            "of those that were taken back, expired or purged by then it is said.",
            "",
            "Example:",
            "  ./parley audit chat 019ad6f2-… --as-of 2026-11-30T08:00:00Z",
        })
final class AuditChat implements Callable<Integer> {

    private static final int FOUND = 0;
    private static final int NOT_FOUND = 1;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private LogDatabase database;

    @Parameters(paramLabel = "CHAT", converter = IdConverter.class, description = "The chat's id.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private UUID chat;

    @Option(
            names = "--as-of",
            paramLabel = "TIME|POSITION",
            converter = MomentConverter.class,
            description = "At that time, or after the event at that position of the log (default: now).")
    private Moment asOf = Moment.NOW;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        return database.look(connection ->
                new ConversationSearch(connection).at(chat, asOf).map(this::say).orElseGet(this::none));
    }

    private int none() {
        spec.commandLine().getErr().println("There was no chat " + chat + " then.");
        return NOT_FOUND;
    }

    private int say(ConversationState found) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("chat     " + chat);
        out.println("as of    position " + found.position() + ", " + Times.text(found.recordedAt()));
        ConversationLines.of(found).forEach(out::println);
        return FOUND;
    }
}
