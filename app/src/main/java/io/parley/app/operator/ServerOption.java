package io.parley.app.operator;

import io.parley.app.client.ClientFailure;
import io.parley.app.client.Http;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Which server an operator's command is for, and with which token. */
final class ServerOption {

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

    ServerOption(Map<String, String> environment) {
        this.environment = environment;
    }

    /** What is asked of a server. */
    interface Step {
        void run(Http http, String token);
    }

    /** Asks it; says in one sentence what went wrong. Returns the command's exit code. */
    int run(Step step) {
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

    private URI server() {
        URI server = url == null ? usual() : url;
        if (server.getHost() == null || !("http".equals(server.getScheme()) || "https".equals(server.getScheme()))) {
            throw new ParameterException(spec.commandLine(), "--url must be like http://127.0.0.1:8080");
        }
        return server;
    }

    private URI usual() {
        String named = environment.getOrDefault("PARLEY_URL", "");
        return URI.create(
                named.isBlank() ? "http://127.0.0.1:" + environment.getOrDefault("SERVER_PORT", "8080") : named);
    }
}
