package io.parley.app.operator;

import io.parley.contract.degradation.WorkClass;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.databind.JsonNode;

/** What operators do about overload: they see the level of service, and have classes of work given up or served. */
@Command(
        name = "shed",
        mixinStandardHelpOptions = true,
        description = {
            "Have a class of work given up on all nodes, so that those above it go on; without one, see how things stand.",
            "From the one that matters most: receipts, media, history, presence, typing. Messages are never given up."
        },
        footer = {
            "",
            "PARLEY_OPERATOR_TOKEN has the token of ./parley operator add. Examples:",
            "  ./parley shed                       the level of service, what is given up, and why",
            "  ./parley shed --follow              the same again at each change",
            "  ./parley shed presence --for 10m    nobody learns who is online, for ten minutes",
            "  ./parley shed history --never       history is served whatever the level is",
            "  ./parley shed history --auto        the level decides again"
        })
public final class ShedCommand implements Callable<Integer> {

    private static final String PATH = "/v1/operator/degradation";
    private static final String DATA = "data:";

    @Mixin
    private final OperatorsServer server;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "CLASS", arity = "0..1", description = "receipts, media, history, presence or typing.")
    private @Nullable WorkClass workClass;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = Times.class,
            description = "For how long: 30s, 10m, 2h or 1d; otherwise until --auto.")
    private @Nullable Duration lasting;

    @ArgGroup
    private @Nullable Wish wish;

    @Option(names = "--follow", description = "Go on saying how things stand, at each change, until Ctrl-C.")
    private boolean follow;

    /** What else but giving it up. */
    static final class Wish {

        @Option(names = "--never", description = "Serve it at every level.")
        private boolean never;

        @Option(names = "--auto", description = "Let the level of service decide again.")
        private boolean auto;
    }

    /** One that takes what is not on the command line from the environment. */
    public ShedCommand() {
        this(System.getenv());
    }

    ShedCommand(Map<String, String> environment) {
        server = new OperatorsServer(environment);
    }

    @Override
    public Integer call() {
        if (workClass == null) {
            return follow ? follow() : server.run((http, token) -> show(http.get(PATH, token)));
        }
        String word = workClass.word();
        String path = PATH + "/classes/" + word;
        return server.run((http, token) -> {
            if (wish != null && wish.auto) {
                http.delete(path, token);
                out().printf("The level of service decides about %s again.%n", word);
            } else {
                http.put(path, token, body());
                out().println(said(word));
            }
        });
    }

    private Map<String, Object> body() {
        Map<String, Object> body = new HashMap<>();
        body.put("shed", isShed());
        if (lasting != null) {
            body.put("for", lasting.toString());
        }
        return body;
    }

    private boolean isShed() {
        return wish == null || !wish.never;
    }

    private String said(String word) {
        String what = isShed() ? " is given up" : " is served at every level";
        String end =
                lasting == null ? " until ./parley shed %s --auto.".formatted(word) : " for " + text(lasting) + ".";
        return word + what + end;
    }

    private static String text(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private int follow() {
        return server.run((http, token) -> {
            try (BufferedReader lines = new BufferedReader(
                    new InputStreamReader(http.stream(PATH + "/events", token, null), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith(DATA)) {
                        show(http.parse(line.substring(DATA.length())));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void show(JsonNode state) {
        out().printf("%s; given up: %s%n", state.path("serviceLevel").asString(), words(state.path("shed")));
        state.path("forced").forEach(forced -> out().printf(
                        "  %s is %s, an operator says%s%n",
                        forced.path("workClass").asString(),
                        forced.path("shed").asBoolean() ? "given up" : "served",
                        forced.has("until") ? ", until " + forced.path("until").asString() : ""));
        state.path("readings").forEach(reading -> out().printf(
                        Locale.ROOT,
                        "  %-16s %10.3f of %10.3f%n",
                        reading.path("signal").asString(),
                        reading.path("value").asDouble(),
                        reading.path("bound").asDouble()));
    }

    private static String words(JsonNode list) {
        String words = list.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
        return words.isEmpty() ? "nothing" : words;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Reads a length of time as people write it. */
    static final class Times implements ITypeConverter<Duration> {

        @Override
        public Duration convert(String text) {
            String iso = text.toUpperCase(Locale.ROOT);
            try {
                return Duration.parse(iso.startsWith("P") ? iso : iso.endsWith("D") ? "P" + iso : "PT" + iso);
            } catch (DateTimeParseException e) {
                throw new TypeConversionException("'%s' is no length of time: say 30s, 10m, 2h or 1d".formatted(text));
            }
        }
    }
}
