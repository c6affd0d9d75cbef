package io.parley.app.operator;

import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What operators do about messages that were given up on their way to some of a group's members. */
@Command(
        name = "fan-out",
        mixinStandardHelpOptions = true,
        description = "See which messages were given up for some of a group's members, and bring them after all.",
        footer = {"", "PARLEY_OPERATOR_TOKEN has the token of ./parley operator add."})
public final class FanOutCommand {

    private static final String PATH = "/v1/operator/fan-outs/abandoned";

    @Mixin
    private final OperatorsServer server;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** One that takes what is not on the command line from the environment. */
    public FanOutCommand() {
        this(System.getenv());
    }

    FanOutCommand(Map<String, String> environment) {
        server = new OperatorsServer(environment);
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "List what was given up, the oldest first.")
    int list() {
        return server.run((http, token) -> {
            int found = PagedList.each(http, token, PATH, one -> out().printf(
                            "chat %s  lane %d  sequence %d  after %d tries%n",
                            one.path("chatId").stringValue(),
                            one.path("lane").intValue(),
                            one.path("sequence").longValue(),
                            one.path("tries").intValue()));
            if (found == 0) {
                out().println("Nothing is given up.");
            }
        });
    }

    @Command(
            name = "restart",
            mixinStandardHelpOptions = true,
            description = "Bring a message after all: late, after what was sent since.")
    int restart(
            @Parameters(paramLabel = "CHAT", description = "As list shows it.") String chat,
            @Parameters(paramLabel = "LANE", description = "As list shows it.") int lane,
            @Parameters(paramLabel = "SEQUENCE", description = "As list shows it.") long sequence) {
        return server.run((http, token) -> {
            http.post(
                    "/v1/operator/chats/%s/lanes/%d/messages/%d/restart"
                            .formatted(server.segment(chat), lane, sequence),
                    token,
                    Map.of());
            out().println("It is in their mailboxes.");
        });
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
