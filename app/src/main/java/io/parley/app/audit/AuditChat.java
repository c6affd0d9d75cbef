package io.parley.app.audit;

import io.parley.app.operator.OperatorsServer;
import io.parley.audit.look.ConversationLines;
import io.parley.audit.look.ConversationSearch;
import io.parley.audit.look.Ids;
import io.parley.audit.look.Times;
import io.parley.contract.audit.ConversationState;
import io.parley.contract.audit.Moment;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code parley audit chat}. */
@Command(
        name = "chat",
        mixinStandardHelpOptions = true,
        description = "Say what a conversation was at some time: its members, their marks, its messages.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it was found",
            "1:there was no such chat then, or the server refused",
            "2:it could not be looked at"
        },
        footer = {
            "",
            "It is made of the chat's events up to then; of messages that were taken back,",
            "expired or purged by then it is said. What messages say is shown only with",
            "--reveal, by the running server, which records that and why.",
            "",
            "Examples:",
            "  ./parley audit chat 019ad6f2-… --as-of 2026-11-30T08:00:00Z",
            "  ./parley audit chat 019ad6f2-… --reveal --reason \"case 7\"",
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

    @Mixin
    private final Reveal reveal = new Reveal();

    @Mixin
    private final OperatorsServer server = new OperatorsServer(System.getenv());

    @Override
    public Integer call() throws InterruptedException {
        if (reveal.isWanted()) {
            return reveal.ask(server, "/chats/%s/as-of%s".formatted(chat, at()), this::show);
        }
        return database.look(connection ->
                new ConversationSearch(connection).at(chat, asOf).map(this::say).orElseGet(this::none));
    }

    private String at() {
        if (asOf.equals(Moment.NOW)) {
            return "?";
        }
        return "?at="
                + (asOf.time().equals(Instant.MAX)
                        ? Long.toString(asOf.position())
                        : asOf.time().toString());
    }

    private void show(JsonNode found) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("chat     " + found.path("chatId").asString(""));
        out.println("as of    position " + found.path("position").asLong(0) + ", "
                + Times.text(Instant.parse(found.path("recordedAt").asString(""))));
        for (JsonNode member : found.path("members")) {
            out.println("member   %s  %s"
                    .formatted(
                            member.path("userId").asString(""),
                            member.path("role").asString("")));
        }
        for (JsonNode message : found.path("messages")) {
            out.println("message  %d  %s  by %s, %s"
                    .formatted(
                            message.path("sequence").asLong(0),
                            Times.text(Instant.parse(message.path("sentAt").asString(""))),
                            Ids.end(message.path("senderId").asString("")),
                            message.path("fate").asString("").replace('_', ' ')));
            out.println("          " + Reveal.text(message.path("content")));
        }
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
