package io.parley.app.operator;

import io.parley.app.client.Http;
import java.util.Map;
import picocli.CommandLine.Command;

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
public final class HoldCommand extends LegalHoldCommand {

    /** One that takes what is not on the command line from the environment. */
    public HoldCommand() {
        this(System.getenv());
    }

    HoldCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    String ask(Http http, String path, String token) {
        http.put(path, token);
        return "It is under a legal hold. ./parley release ends it.";
    }
}
