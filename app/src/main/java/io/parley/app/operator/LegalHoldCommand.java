package io.parley.app.operator;

import io.parley.app.client.Http;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the commands about a chat's legal hold have in common: one chat, and one line about what was done. */
abstract class LegalHoldCommand implements Callable<Integer> {

    @Parameters(paramLabel = "CHAT", description = "The chat's id.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String chat;

    @Mixin
    private final OperatorsServer server;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** One that takes what is not on the command line from the environment. */
    LegalHoldCommand(Map<String, String> environment) {
        server = new OperatorsServer(environment);
    }

    @Override
    public final Integer call() {
        String path = "/v1/operator/chats/%s/hold".formatted(server.segment(chat));
        return server.run((http, token) -> spec.commandLine().getOut().println(ask(http, path, token)));
    }

    /**
     * Asks the server.
     *
     * @param path where the hold of the chat is
     * @return what is so now, in a sentence
     */
    abstract String ask(Http http, String path, String token);
}
