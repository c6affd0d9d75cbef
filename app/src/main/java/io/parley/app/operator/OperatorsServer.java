package io.parley.app.operator;

import io.parley.app.client.ClientFailure;
import io.parley.app.client.Http;
import io.parley.app.client.ServerUrl;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The running server that an operator speaks to, with the token to do so: what commands of operators have in common. */
public final class OperatorsServer {

    @Option(
            names = "--url",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "Where the server is (default: PARLEY_URL, or this machine).")
    private @Nullable URI url;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private final Map<String, String> environment;

    /** One that takes what is not on the command line from the environment. */
    public OperatorsServer(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Asks it something; the exit code tells how that went. */
    public int run(Step step) {
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

    /** A chat's id as a part of a path. */
    String segment(String chat) {
        return segment("CHAT", chat);
    }

    /** An id as a part of a path. */
    String segment(String label, String id) {
        if (!id.matches("[A-Za-z0-9-]{1,64}")) {
            throw new ParameterException(
                    spec.commandLine(), "%s must be a %s's id.".formatted(label, label.toLowerCase(Locale.ROOT)));
        }
        return id;
    }

    private URI server() {
        URI server = url == null ? ServerUrl.usual(environment) : url;
        if (!ServerUrl.isOne(server)) {
            throw new ParameterException(spec.commandLine(), "--url must be like http://127.0.0.1:8080");
        }
        return server;
    }

    /** What is asked of a server. */
    public interface Step {
        /** Asks it. */
        void run(Http http, String token);
    }
}
