package io.parley.app;

import io.parley.infra.startup.StartupProgress;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** What {@code parley up} tells whoever sits before it. */
final class Console implements StartupProgress {

    private final PrintWriter out;
    private final long begin;

    Console(PrintWriter out, long begin) {
        this.out = out;
        this.begin = begin;
    }

    void title() {
        say("Parley " + Version.number());
    }

    @Override
    public void step(String what) {
        say("  " + what + " …");
    }

    /** The server answers: where, whether all that it needs is there, and what to try first. */
    void ready(ConfigurableApplicationContext context, boolean complete) {
        String url = url(context);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        say("Parley is ready at " + url);
        say("  after        %.1f s".formatted(took.toMillis() / 1000.0));
        if (!complete) {
            say("  not all that it needs is there yet; see %s/actuator/health".formatted(url));
        }
        say("  data folder  " + StartupChecks.dataFolder(context.getEnvironment()));
        if (context.getBeanProvider(ClosedDoor.class).getIfAvailable() == null) {
            sayWhatToTry(url);
        }
        say("Ctrl-C stops it all.");
    }

    private void sayWhatToTry(String url) {
        say("  API          %s/swagger-ui.html".formatted(url));
        say("Try, in another terminal, ./parley demo, or:");
        say("  curl %s/v1/status".formatted(url));
        say(post(url + "/v1/users", "{\"handle\":\"ada\",\"displayName\":\"Ada\",\"password\":\"correct horse\"}"));
        say(post(url + "/v1/tokens", "{\"handle\":\"ada\",\"password\":\"correct horse\",\"device\":\"curl\"}"));
    }

    /** Where the server of a context can be reached. */
    static String url(ConfigurableApplicationContext context) {
        InetAddress address = Binder.get(context.getEnvironment())
                .bind("server.address", Bindable.of(InetAddress.class))
                .orElseGet(InetAddress::getLoopbackAddress);
        String host = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
        int port = Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort();
        return "http://%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, port);
    }

    private static String post(String url, String json) {
        return "  curl %s -H 'Content-Type: application/json' -d '%s'".formatted(url, json);
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
