package io.parley.e2e.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Somebody who operates a server from the command line. */
public final class OperatorAtWork {

    private static final Pattern TOKEN = Pattern.compile("(?m)^parley_operator_\\S+$");

    private final String work;
    private final Map<String, String> environment;

    private OperatorAtWork(String work, Map<String, String> environment) {
        this.work = work;
        this.environment = environment;
    }

    /**
     * Adds one to a server.
     *
     * @param work the name of the folder for what commands print
     */
    public static OperatorAtWork of(Server server, String work) {
        return of(server, work, "ann");
    }

    /** As {@link #of(Server, String)}, one who may see what messages say, too. */
    public static OperatorAtWork whoReveals(Server server, String work) {
        return of(server, work, "eve", "--role", "auditor", "--reveal");
    }

    private static OperatorAtWork of(Server server, String work, String... how) {
        String folder = server.dataFolder().path().toString();
        String[] add =
                Stream.concat(Stream.of("operator", "add"), Stream.of(how)).toArray(String[]::new);
        Jar.Run added = Jar.run(work, Map.of("PARLEY_DATA_DIR", folder), add);
        Matcher token = TOKEN.matcher(added.output());
        assertThat(token.find()).as(added.output()).isTrue();
        return new OperatorAtWork(
                work,
                Map.of(
                        "PARLEY_OPERATOR_TOKEN",
                        token.group(),
                        "PARLEY_URL",
                        server.api().base().toString()));
    }

    /** The same one, at a server that was started again. */
    public OperatorAtWork at(Server server) {
        Map<String, String> there = new HashMap<>(environment);
        there.put("PARLEY_URL", server.api().base().toString());
        return new OperatorAtWork(work, there);
    }

    /** Their token, for what no command asks. */
    public String token() {
        return Objects.requireNonNull(environment.get("PARLEY_OPERATOR_TOKEN"));
    }

    /** Runs a command, whatever becomes of it. */
    public Jar.Run tries(String... command) {
        return Jar.run(work, environment, command);
    }

    /** Runs a command that must succeed, and gives what it printed. */
    public String runs(String... command) {
        Jar.Run run = tries(command);
        assertThat(run.exitCode()).as(run.output()).isZero();
        return run.output();
    }
}
