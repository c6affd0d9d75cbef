package io.parley.app.replay;

import io.parley.app.audit.VerificationLine;
import io.parley.app.client.ClientFailure;
import io.parley.app.client.Http;
import io.parley.app.client.ServerUrl;
import io.parley.app.terminal.ProgressLine;
import io.parley.audit.replay.ReplayProgress;
import io.parley.audit.replay.Replays;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How fast a projection is rebuilt: it gives way to the server whose tables serve. */
final class Pace {

    private static final Duration LOOKS = Duration.ofMillis(500);
    private static final Duration WAITS = Duration.ofSeconds(1);

    /** While a server is degraded, so many times as long as a batch took is waited after it. */
    private static final int GIVES_WAY = 4;

    /** So many, however small they are: others wait for less at a time. Measured by ./parley bench replay. */
    private static final int BATCHES_A_SECOND = 200;

    @Option(names = "--rate", paramLabel = "N", description = "At most so many events a second.")
    private @Nullable Integer rate;

    @Option(
            names = "--full-speed",
            description = "Do not give way when the server is degraded, nor wait while it is critical.")
    private boolean fullSpeed;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Where the server is that it gives way to (default: PARLEY_URL, or this machine).")
    private @Nullable URI url;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** How many events share a transaction: with a rate few, so that others find gaps. */
    int batch() {
        return rate == null ? Replays.BATCH : Math.max(1, Math.min(rate / BATCHES_A_SECOND, Replays.BATCH));
    }

    /** Shows how far it has got, and waits where it is to wait. */
    ReplayProgress begun() {
        URI server = url == null ? ServerUrl.usual(System.getenv()) : url;
        if (!ServerUrl.isOne(server)) {
            throw new ParameterException(spec.commandLine(), "--url must be like http://127.0.0.1:8080");
        }
        if (rate != null && rate < 1) {
            throw new ParameterException(spec.commandLine(), "--rate must be at least 1.");
        }
        ProgressLine line = new ProgressLine(spec.commandLine().getErr());
        return new Begun(fullSpeed ? null : new Http(server), rate == null ? 0 : rate, line);
    }

    private static final class Begun implements ReplayProgress {

        private final @Nullable Http server;
        private final int rate;
        private final ProgressLine line;
        private final VerificationLine progress;
        private final long began = System.nanoTime();
        private long first = -1;
        private long events;
        private long batchBegan = began;
        private long looked;
        private String level = "";

        Begun(@Nullable Http server, int rate, ProgressLine line) {
            this.server = server;
            this.rate = rate;
            this.line = line;
            this.progress = new VerificationLine(line);
        }

        @Override
        public void at(int handled, long position, long goal) throws InterruptedException {
            first = first < 0 ? position - handled : first;
            events += handled;
            progress.looked(position - first, goal - first);
            giveWay();
            if (rate > 0) {
                long due = began + events * TimeUnit.SECONDS.toNanos(1) / rate;
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            }
            batchBegan = System.nanoTime();
            if (position >= goal) {
                progress.end();
            }
        }

        private void giveWay() throws InterruptedException {
            long took = System.nanoTime() - batchBegan;
            look(LOOKS);
            if (level.equals("degraded")) {
                TimeUnit.NANOSECONDS.sleep(GIVES_WAY * took);
            }
            while (level.equals("critical")) {
                line.show("waiting: the server is critical");
                Thread.sleep(WAITS.toMillis());
                look(WAITS);
            }
        }

        /** No server that answers is none that needs the machine. */
        private void look(Duration every) {
            if (server == null || System.nanoTime() - looked < every.toNanos()) {
                return;
            }
            try {
                level = server.get("/v1/status", null).path("serviceLevel").asString("");
            } catch (ClientFailure e) {
                level = "";
            }
            looked = System.nanoTime();
        }
    }
}
