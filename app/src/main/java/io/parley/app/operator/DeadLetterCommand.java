package io.parley.app.operator;

import java.io.PrintWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** What operators do about events that projections hold back. */
@Command(
        name = "dead-letter",
        mixinStandardHelpOptions = true,
        description = {
            "See which events a read table could not take, have them tried again, or give",
            "them up. What comes later in the same conversation waits behind them; they are",
            "tried again by themselves too, after longer and longer waits."
        },
        footer = {
            "",
            "PARLEY_OPERATOR_TOKEN has the token of ./parley operator add. Example:",
            "  ./parley dead-letter list",
        })
public final class DeadLetterCommand {

    private static final String PATH = "/v1/operator/dead-letters";
    private static final int FAILED = 1;

    @Mixin
    private final OperatorsServer server;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** One that takes what is not on the command line from the environment. */
    public DeadLetterCommand() {
        this(System.getenv());
    }

    DeadLetterCommand(Map<String, String> environment) {
        server = new OperatorsServer(environment);
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List what is held back: of each conversation the event that failed.",
            footer = {"", "Example:", "  ./parley dead-letter list --projection history"})
    int list(
            @Option(names = "--projection", paramLabel = "NAME", description = "Of this projection alone.") @Nullable
                    String projection) {
        if (projection != null && !projection.matches("[a-z]{1,32}")) {
            throw new ParameterException(spec.commandLine(), "--projection must be a projection's name.");
        }
        String path = projection == null ? PATH : PATH + "?projection=" + projection;
        return server.run((http, token) -> {
            if (PagedList.each(http, token, path, this::line) == 0) {
                out().println("Nothing is held back.");
            }
        });
    }

    private void line(JsonNode letter) {
        out().printf(
                        "%s  %s%n    %s at position %d, since %s%n    %s%n    %d wait behind it%n",
                        letter.path("letterId").stringValue(),
                        letter.path("projection").stringValue(),
                        letter.path("type").stringValue(),
                        letter.path("position").longValue(),
                        letter.path("since").stringValue(),
                        letter.path("cause").stringValue("waits behind another"),
                        letter.path("behind").longValue());
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Show one in full: all but what it says, which is encrypted.",
            footer = {"", "Example:", "  ./parley dead-letter show 019ad6f2-0000-7000-8000-000000000001"})
    int show(@Parameters(paramLabel = "LETTER", description = "As list shows it.") String letter) {
        String path = path(letter);
        return server.run((http, token) -> show(http.get(path, token)));
    }

    private void show(JsonNode detail) {
        JsonNode letter = detail.path("letter");
        for (String field : new String[] {
            "letterId",
            "projection",
            "conversation",
            "type",
            "position",
            "eventId",
            "aggregateId",
            "since",
            "triedAt",
            "behind",
            "cause"
        }) {
            row(field, letter.path(field).asString("-"));
        }
        row("bytes", Long.toString(detail.path("payloadBytes").longValue()));
        detail.path("ciphertexts")
                .forEach(one -> row(
                        "encrypted",
                        one.path("bytes").intValue() + " bytes, key "
                                + one.path("keyId").stringValue()));
        detail.path("metadata")
                .properties()
                .forEach(entry -> row(entry.getKey(), entry.getValue().asString()));
    }

    private void row(String name, String value) {
        out().printf("%-14s %s%n", name, value);
    }

    @Command(
            name = "retry",
            mixinStandardHelpOptions = true,
            description = "Try one again now, and with it all of its conversation, in order.",
            footer = {
                "",
                "Exit code: 0 if it is no longer held back or is about to be tried, 1 if it",
                "failed again.",
                "",
                "Example:",
                "  ./parley dead-letter retry 019ad6f2-0000-7000-8000-000000000001"
            })
    int retry(@Parameters(paramLabel = "LETTER", description = "As list shows it.") String letter) {
        String path = path(letter) + "/retry";
        boolean[] failed = new boolean[1];
        int asked = server.run((http, token) -> failed[0] = said(http.post(path, token, Map.of())));
        return failed[0] ? FAILED : asked;
    }

    /** Says what came of it, and whether it failed. */
    private boolean said(JsonNode retried) {
        long waiting = retried.path("waiting").longValue();
        String outcome = retried.path("outcome").stringValue("");
        out().println(
                        switch (outcome) {
                            case "handled" -> "It is no longer held back.";
                            case "failed" ->
                                "It failed again: " + retried.path("cause").stringValue("no cause is known");
                            default -> "No node has tried it yet; one will, as soon as it can.";
                        });
        if (waiting > 0) {
            out().printf("Of its conversation %d are still held back.%n", waiting);
        }
        return outcome.equals("failed");
    }

    @Command(
            name = "skip",
            mixinStandardHelpOptions = true,
            description = {
                "Give one up: the read table will not have it, and those behind it go on. Who",
                "did it and why is an event in the log, for ever; so tell nothing of users."
            },
            footer = {
                "",
                "Example:",
                "  ./parley dead-letter skip 019ad6f2-0000-7000-8000-000000000001 \\",
                "      --reason 'written by a version that is withdrawn'"
            })
    int skip(
            @Parameters(paramLabel = "LETTER", description = "As list shows it.") String letter,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.") String reason) {
        String path = path(letter) + "/skip";
        return server.run((http, token) -> {
            http.post(path, token, Map.of("reason", reason));
            out().println("It is skipped, and the log says so.");
        });
    }

    private String path(String letter) {
        return PATH + "/" + server.segment("LETTER", letter);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
