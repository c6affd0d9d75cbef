package io.parley.app.operator;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts a chat under a legal hold. */
@Command(
        name = "hold",
        mixinStandardHelpOptions = true,
        description = {
            "Put a chat under a legal hold: nothing in it is destroyed until it is released.",
            "Its members are told."
        },
        footer = {
            "",
            "PARLEY_OPERATOR_TOKEN has the token of ./parley operator add. Example:",
            "  ./parley hold 0198c0de-0000-7000-8000-000000000001"
        })
public final class HoldCommand implements Callable<Integer> {

    @Parameters(paramLabel = "CHAT", description = "The chat's id.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String chat;

    @Mixin
    private final OperatorsServer server;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** One that takes what is not on the command line from the environment. */
    public HoldCommand() {
        this(System.getenv());
    }

    HoldCommand(Map<String, String> environment) {
        server = new OperatorsServer(environment);
    }

    @Override
    public Integer call() {
        String path = "/v1/operator/chats/%s/hold".formatted(server.segment(chat));
        return server.run((http, token) -> {
            http.put(path, token);
            spec.commandLine().getOut().println("It is under a legal hold. ./parley release ends it.");
        });
    }
}
