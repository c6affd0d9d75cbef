package io.parley.app.operator;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Says what a maximum for the server would let go, and when, before it is switched on. Changes nothing. */
@Command(
        name = "retention",
        mixinStandardHelpOptions = true,
        description = {
            "See which messages a maximum for the server would let go, and when,",
            "before it is switched on. Nothing is changed."
        },
        footer = {
            "",
            "PARLEY_OPERATOR_TOKEN has the token of ./parley operator add. Example:",
            "  ./parley retention --dry-run --longest P30D",
            "",
            "It is switched on by settings: parley.retention.longest-ttl for what is",
            "sent from then on, and parley.retention.include-existing for the rest."
        })
public final class RetentionCommand implements Callable<Integer> {

    @Option(names = "--dry-run", description = "Only see; there is nothing else to do here.")
    private boolean dryRun;

    @Option(
            names = "--longest",
            required = true,
            paramLabel = "DURATION",
            description = "The maximum, such as P30D or PT12H (PT1S to P365D).")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String longest;

    @Mixin
    private final OperatorsServer server;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** One that takes what is not on the command line from the environment. */
    public RetentionCommand() {
        this(System.getenv());
    }

    RetentionCommand(Map<String, String> environment) {
        server = new OperatorsServer(environment);
    }

    @Override
    public Integer call() {
        if (!dryRun) {
            throw new ParameterException(
                    spec.commandLine(), "Say --dry-run: a maximum is switched on by a setting, see below.");
        }
        String path = "/v1/operator/retention/preview?longest=" + URLEncoder.encode(longest, StandardCharsets.UTF_8);
        return server.run((http, token) -> print(http.get(path, token)));
    }

    private void print(JsonNode preview) {
        long messages = preview.path("messages").longValue();
        say("With a maximum of %s, as of %s", longest, preview.path("at").stringValue(""));
        if (messages == 0) {
            say("no message that was sent would go.");
        } else {
            say(
                    "%,d messages in %,d chats would go:",
                    messages, preview.path("chats").longValue());
            say("");
            say("  %-12s %15s", "day (UTC)", "messages");
            row("at once", preview.path("atOnce").longValue());
            preview.path("byDay")
                    .forEach(day -> row(
                            day.path("day").stringValue(""),
                            day.path("messages").longValue()));
            say("");
            say("The first at %s,", preview.path("firstAt").stringValue(""));
            say("the last at  %s.", preview.path("lastAt").stringValue(""));
        }
        long held = preview.path("held").longValue();
        if (held > 0) {
            say("%,d more are in chats under a legal hold, and stay.", held);
        }
        if (messages > 0) {
            say("They go only if parley.retention.include-existing is true, and then for good.");
        }
    }

    private void row(String day, long messages) {
        if (messages > 0) {
            say("  %-12s %,15d", day, messages);
        }
    }

    private void say(String line, Object... values) {
        spec.commandLine().getOut().println(String.format(Locale.ROOT, line, values));
    }
}
