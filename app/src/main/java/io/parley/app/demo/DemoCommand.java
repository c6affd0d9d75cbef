package io.parley.app.demo;

import io.parley.app.client.ClientFailure;
import io.parley.app.client.Http;
import io.parley.app.client.ServerUrl;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets new users talk through a running server, line by line: the quickest proof that it works. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Let people talk to each other through a running server.")
public final class DemoCommand implements Callable<Integer> {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    @Parameters(
            arity = "0..1",
            paramLabel = "STORY",
            description = "direct: two people; group: four who come and go. One of ${COMPLETION-CANDIDATES}; default:"
                    + " ${DEFAULT-VALUE}.")
    private Story story = Story.direct;

    @Option(names = "--url", paramLabel = "URL", description = "Where the server is (default: ${DEFAULT-VALUE}).")
    private URI url = ServerUrl.usual(System.getenv());

    @Option(
            names = "--fault",
            description =
                    "group only: on a server of its own, one of whose lanes fails; tries are shown as they happen.")
    private boolean fault;

    @Option(names = "--server-log", paramLabel = "FILE", hidden = true, description = "What that server prints.")
    private @Nullable Path serverLog;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private final Clock clock = Clock.system(ZoneId.systemDefault());

    @Override
    public Integer call() {
        if (!ServerUrl.isOne(url)) {
            throw new ParameterException(spec.commandLine(), "--url must be like http://127.0.0.1:8080");
        }
        if (fault && (story != Story.group || serverLog == null)) {
            throw new ParameterException(
                    spec.commandLine(), "--fault needs a server that is started for it: ./parley demo group --fault");
        }
        PrintWriter out = spec.commandLine().getOut();
        try {
            tellIn(out);
            tell(out, "It works.");
            return 0;
        } catch (ClientFailure e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        }
    }

    private void tellIn(PrintWriter out) {
        Http http = new Http(url);
        if (fault && serverLog != null) {
            new FailingLane(http, serverLog, line -> tell(out, line)).tell();
            return;
        }
        switch (story) {
            case direct -> new Conversation(http, line -> tell(out, line)).tell();
            case group -> new Gathering(http, line -> tell(out, line)).tell();
        }
    }

    private void tell(PrintWriter out, String line) {
        out.println(TIME.format(clock.instant().atZone(clock.getZone())) + "  " + line);
        out.flush();
    }

    /** What can be told; the names are what is typed. */
    enum Story {
        /** Two people. */
        direct,
        /** A group. */
        group
    }
}
