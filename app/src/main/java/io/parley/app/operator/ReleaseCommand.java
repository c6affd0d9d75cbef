package io.parley.app.operator;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Ends the legal hold of a chat. */
@Command(
        name = "release",
        mixinStandardHelpOptions = true,
        description = {
            "End the legal hold of a chat: what has had its time meanwhile goes at once.",
            "Its members are told."
        },
        footer = {
            "",
            "PARLEY_OPERATOR_TOKEN has the token of ./parley operator add. Example:",
            "  ./parley release 0198c0de-0000-7000-8000-000000000001"
        })
public final class ReleaseCommand implements Callable<Integer> {

    @Parameters(paramLabel = "CHAT", description = "The chat's id.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String chat;

    @Mixin
    private final OperatorsServer server;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** One that takes what is not on the command line from the environment. */
    public ReleaseCommand() {
        this(System.getenv());
    }

    ReleaseCommand(Map<String, String> environment) {
        server = new OperatorsServer(environment);
    }

    @Override
    public Integer call() {
        String path = "/v1/operator/chats/%s/hold".formatted(server.segment(chat));
        return server.run((http, token) -> {
            http.delete(path, token);
            spec.commandLine().getOut().println("It is under no legal hold any more.");
        });
    }
}
