package io.parley.app.operator;

import io.parley.app.client.Http;
import java.util.Map;
import picocli.CommandLine.Command;

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
public final class ReleaseCommand extends LegalHoldCommand {

    /** One that takes what is not on the command line from the environment. */
    public ReleaseCommand() {
        this(System.getenv());
    }

    ReleaseCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    String ask(Http http, String path, String token) {
        http.delete(path, token);
        return "It is under no legal hold any more.";
    }
}
