package io.parley.app.operator;

import io.parley.app.client.ClientFailure;
import io.parley.app.client.Http;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** What operators do about messages that were given up on their way to some of a group's members. */
@Command(
        name = "fan-out",
        mixinStandardHelpOptions = true,
        description = "See which messages were given up for some of a group's members, and bring them after all.",
        footer = {"", "PARLEY_OPERATOR_TOKEN has the token of ./parley operator add."})
public final class FanOutCommand {

    private static final String PATH = "/v1/operator/fan-outs/abandoned";

    @Option(
            names = "--url",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "Where the server is (default: PARLEY_URL, or this machine).")
    private @Nullable URI url;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private final Map<String, String> environment;

    /** One that takes what is not on the command line from the environment. */
    public FanOutCommand() {
        this(System.getenv());
    }

    FanOutCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "List what was given up, the oldest first.")
    int list() {
        return run((http, token) -> {
            int found = 0;
            String cursor = "";
            do {
                JsonNode page = http.get(PATH + cursor, token);
                for (JsonNode one : page.path("items")) {
                    out().printf(
                                    "chat %s  lane %d  sequence %d  after %d tries%n",
                                    one.path("chatId").stringValue(),
                                    one.path("lane").intValue(),
                                    one.path("sequence").longValue(),
                                    one.path("tries").intValue());
                    found++;
                }
                String next = page.path("next").stringValue(null);
                cursor = next == null ? "" : "?cursor=" + next;
            } while (!cursor.isEmpty());
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
        return run((http, token) -> {
            http.post(
                    "/v1/operator/chats/%s/lanes/%d/messages/%d/restart".formatted(segment(chat), lane, sequence),
                    token,
                    Map.of());
            out().println("It is in their mailboxes.");
        });
    }

    private String segment(String text) {
        if (!text.matches("[A-Za-z0-9-]{1,64}")) {
            throw new ParameterException(spec.commandLine(), "CHAT must be a chat's id, as list shows it.");
        }
        return text;
    }

    private int run(Step step) {
        String token = environment.getOrDefault("PARLEY_OPERATOR_TOKEN", "");
        if (token.isBlank()) {
            spec.commandLine()
                    .getErr()
                    .println("PARLEY_OPERATOR_TOKEN is not set: ./parley operator add makes a token.");
            return 2;
        }
        try {
            step.run(new Http(server()), token);
            return 0;
        } catch (ClientFailure e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        }
    }

    private URI server() {
        URI server = url == null ? usual() : url;
        if (server.getHost() == null || !("http".equals(server.getScheme()) || "https".equals(server.getScheme()))) {
            throw new ParameterException(spec.commandLine(), "--url must be like http://127.0.0.1:8080");
        }
        return server;
    }

    private URI usual() {
        String named = environment.getOrDefault("PARLEY_URL", "");
        return URI.create(
                named.isBlank() ? "http://127.0.0.1:" + environment.getOrDefault("SERVER_PORT", "8080") : named);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** What is asked of a server. */
    private interface Step {
        void run(Http http, String token);
    }
}
