package io.parley.app.audit;

import io.parley.app.operator.OperatorsServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Shows what messages say, too: that is asked of the running server as an operator, which writes it into the log first. */
final class Reveal {

    @Option(
            names = "--reveal",
            description =
                    "With what messages say: asked of the running server, with the token in PARLEY_OPERATOR_TOKEN of an"
                            + " operator who was added with --reveal. It is recorded.")
    private boolean wanted;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why it is to be shown; needed for --reveal.")
    private @Nullable String reason;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    boolean isWanted() {
        if (reason != null && !wanted) {
            throw new ParameterException(spec.commandLine(), "--reason belongs to --reveal.");
        }
        return wanted;
    }

    /**
     * Asks for it.
     *
     * @param path with a question mark and what else is asked
     * @return the exit code: 0 if it was shown, 1 if the server refused, 2 without a token
     */
    int ask(OperatorsServer server, String path, Consumer<JsonNode> show) {
        String asked = "/v1/operator" + path + query();
        return server.run((http, token) -> show.accept(http.get(asked, token)));
    }

    /** What is added to a request that has a question mark. */
    String query() {
        if (reason == null) {
            throw new ParameterException(spec.commandLine(), "--reveal needs a --reason.");
        }
        return "&reveal=true&reason=" + URLEncoder.encode(reason, StandardCharsets.UTF_8);
    }

    /** What a message says, fit for a terminal: what it might take for an order is shown as a mark. */
    static String text(JsonNode content) {
        if (content.path("gone").asBoolean(true)) {
            return "(gone: nobody can read it any more)";
        }
        StringBuilder shown = new StringBuilder();
        content.path("text")
                .asString("")
                .codePoints()
                .forEach(c -> shown.appendCodePoint(
                        Character.isISOControl(c) && c != '\n' || Character.getType(c) == Character.FORMAT
                                ? 0xFFFD
                                : c));
        return shown.toString().replace("\n", System.lineSeparator() + "          ");
    }
}
