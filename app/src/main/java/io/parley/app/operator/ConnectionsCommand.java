package io.parley.app.operator;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Where somebody is connected. */
@Command(
        name = "connections",
        mixinStandardHelpOptions = true,
        description = "See on which gateways a user has streams open, the newest first.",
        footer = {"", "PARLEY_OPERATOR_TOKEN has the token of ./parley operator add."})
public final class ConnectionsCommand implements Callable<Integer> {

    @Mixin
    private final OperatorsServer server;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "USER", description = "The user's id.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String user;

    /** One that takes what is not on the command line from the environment. */
    public ConnectionsCommand() {
        this(System.getenv());
    }

    ConnectionsCommand(Map<String, String> environment) {
        server = new OperatorsServer(environment);
    }

    @Override
    public Integer call() {
        String path = "/v1/operator/connections?userId=" + server.segment("USER", user);
        return server.run((http, token) -> show(http.get(path, token)));
    }

    private void show(JsonNode answer) {
        for (JsonNode one : answer.path("items")) {
            line(
                    "gateway %s  device %s  since %s  gateway alive at %s",
                    one.path("node").stringValue(),
                    one.path("deviceId").stringValue(),
                    one.path("since").stringValue(),
                    one.path("heartbeatAt").stringValue());
        }
        if (answer.path("items").isEmpty()) {
            line("No stream is open.");
        } else if (answer.path("more").booleanValue()) {
            line("There are more.");
        }
    }

    private void line(String format, Object... values) {
        spec.commandLine().getOut().println(format.formatted(values));
    }
}
