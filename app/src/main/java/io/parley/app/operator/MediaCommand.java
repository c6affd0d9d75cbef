package io.parley.app.operator;

import io.parley.app.client.ClientFailure;
import io.parley.app.terminal.ProgressLine;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Lets operators compare the store of media with the log. */
@Command(
        name = "media",
        mixinStandardHelpOptions = true,
        description = "Compare the store of media with the log: nothing lost, nothing left behind.",
        footer = {"", "PARLEY_OPERATOR_TOKEN has the token of ./parley operator add."})
public final class MediaCommand {

    private static final String PATH = "/v1/operator/media/check";
    private static final long LOOK_MILLIS = 200;
    private static final int FOUND_SOMETHING = 3;

    @Mixin
    private final OperatorsServer server;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** One that takes what is not on the command line from the environment. */
    public MediaCommand() {
        this(System.getenv());
    }

    MediaCommand(Map<String, String> environment) {
        this.server = new OperatorsServer(environment);
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = {
                "Look for objects that nobody knows, and for media whose objects are not there, and wait for the end.",
                "Ctrl-C ends the waiting, not the check. Objects of the last hour are passed over."
            },
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:Store and log agree, or what was left behind was deleted.",
                "1:The check could not be made.",
                "2:The command line is not right.",
                "3:Something is lost, or was left behind and stays."
            })
    int check(
            @Option(names = "--mend", description = "Delete objects that nobody knows; what is lost is only reported.")
                    boolean mend) {
        boolean[] agree = {true};
        int code = server.run((http, token) -> {
            MediaCheckConsole console =
                    new MediaCheckConsole(new ProgressLine(spec.commandLine().getOut()));
            JsonNode check = http.post(PATH + "?mend=" + mend, token, Map.of());
            if (check.path("mending").booleanValue(false) != mend) {
                throw new ClientFailure("Another check is under way: wait for its end (./parley media status).");
            }
            String id = check.path("checkId").stringValue("");
            while (isUnderWay(check, id)) {
                console.show(check);
                pause();
                check = http.get(PATH, token);
            }
            requireOurs(check, id);
            agree[0] = console.end(check);
        });
        return code == 0 && !agree[0] ? FOUND_SOMETHING : code;
    }

    private static boolean isUnderWay(JsonNode check, String id) {
        return id.equals(check.path("checkId").stringValue(""))
                && check.path("endedAt").stringValue("").isEmpty();
    }

    private static void requireOurs(JsonNode check, String id) {
        if (!id.equals(check.path("checkId").stringValue(""))) {
            throw new ClientFailure("Another check has begun since; this one's findings are in the server's log.");
        }
        String failure = check.path("failure").stringValue("");
        if (!failure.isEmpty()) {
            throw new ClientFailure("The check broke off: " + failure);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientFailure("This was interrupted; the check goes on.", e);
        }
    }

    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            description = "Show the check that is under way on the server, or else its last one.")
    int status() {
        return server.run((http, token) -> {
            MediaCheckConsole console =
                    new MediaCheckConsole(new ProgressLine(spec.commandLine().getOut(), false));
            JsonNode check = http.get(PATH, token);
            if (check.path("endedAt").stringValue("").isEmpty()) {
                console.show(check);
            } else {
                requireOurs(check, check.path("checkId").stringValue(""));
                console.end(check);
            }
        });
    }
}
