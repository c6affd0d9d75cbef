package io.parley.app.operator;

import io.parley.app.client.ClientFailure;
import io.parley.app.terminal.ProgressLine;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Lets operators rotate keys, and see how far that has got. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description =
                "Rotate the keys that wrap keys: no backup from before opens anything any more that was shredded before.",
        footer = {
            "",
            "PARLEY_OPERATOR_TOKEN has the token of ./parley operator add. A server rotates by itself too: once a day, or as",
            "parley.keys.rotate-every says."
        })
public final class KeysCommand {

    private static final String PATH = "/v1/operator/keys/rotation";
    private static final long LOOK_MILLIS = 200;

    @Mixin
    private final OperatorsServer server;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** One that takes what is not on the command line from the environment. */
    public KeysCommand() {
        this(System.getenv());
    }

    KeysCommand(Map<String, String> environment) {
        this.server = new OperatorsServer(environment);
    }

    @Command(
            name = "rotate",
            mixinStandardHelpOptions = true,
            description = "Rotate now, and wait for the end. Ctrl-C ends the waiting, not the rotation.")
    int rotate() {
        return server.run((http, token) -> {
            RotationConsole console =
                    new RotationConsole(new ProgressLine(spec.commandLine().getOut()));
            JsonNode rotation = http.post(PATH, token, Map.of());
            String id = rotation.path("rotationId").stringValue("");
            while (isUnderWay(rotation, id)) {
                console.show(rotation, System.nanoTime());
                pause();
                rotation = http.get(PATH, token);
            }
            if (!id.equals(rotation.path("rotationId").stringValue(""))) {
                throw new ClientFailure("The rotation has ended, and another one has begun since.");
            }
            console.end(rotation);
        });
    }

    private static boolean isUnderWay(JsonNode rotation, String id) {
        return id.equals(rotation.path("rotationId").stringValue(""))
                && rotation.path("endedAt").stringValue("").isEmpty();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientFailure("This was interrupted; the rotation goes on.", e);
        }
    }

    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            description = "Show the rotation that is under way, or else the last one.")
    int status() {
        return server.run((http, token) -> {
            JsonNode rotation = http.get(PATH, token);
            String ended = rotation.path("endedAt").stringValue("");
            String failure = rotation.path("failure").stringValue("");
            spec.commandLine()
                    .getOut()
                    .printf(
                            "rotation %s  %s  %d of %d keys  began %s%s%s%n",
                            rotation.path("rotationId").stringValue(""),
                            rotation.path("phase").stringValue(""),
                            rotation.path("done").longValue(0),
                            rotation.path("total").longValue(0),
                            rotation.path("beganAt").stringValue(""),
                            ended.isEmpty() ? "" : "  ended " + ended,
                            failure.isEmpty() ? "" : "  (" + failure + ")");
        });
    }
}
