package io.parley.app;

import io.parley.infra.startup.DataFolder;
import io.parley.infra.startup.Role;
import io.parley.infra.startup.StartupProblem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Looks at once, before anything is started, whether the settings make sense, the data folder can be had and the port is free.
 * What needs the database or the keys is found out later, by those who own it.
 */
final class StartupChecks implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

    private static final int HIGHEST_PORT = 65_535;

    /** After the settings are read, before the log file is opened in the data folder. */
    @Override
    public int getOrder() {
        return LoggingApplicationListener.DEFAULT_ORDER - 1;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        check(event.getEnvironment());
    }

    /**
     * Looks at everything.
     *
     * @throws StartupProblem if the server cannot start like this
     */
    static void check(Environment environment) {
        Role.in(environment);
        InetSocketAddress address = address(Binder.get(environment));
        try (DataFolder folder = DataFolder.open(dataFolder(environment))) {
            folder.folder("logs");
        }
        checkFree(address);
    }

    /** Where the server keeps its data, by the settings. */
    static Path dataFolder(Environment environment) {
        return Binder.get(environment)
                .bind("parley.data-dir", Bindable.of(Path.class))
                .orElse(Path.of(".parley"))
                .toAbsolutePath()
                .normalize();
    }

    private static InetSocketAddress address(Binder settings) {
        int port = settings.bind("server.port", Bindable.of(Integer.class)).orElse(8080);
        if (port < 0 || port > HIGHEST_PORT) {
            throw new StartupProblem(
                    "The setting server.port (SERVER_PORT) must be 0 to %d, not %d.".formatted(HIGHEST_PORT, port));
        }
        InetAddress address = settings.bind("server.address", Bindable.of(InetAddress.class))
                .orElseGet(InetAddress::getLoopbackAddress);
        return new InetSocketAddress(address, port);
    }

    private static void checkFree(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address, 1);
        } catch (IOException e) {
            throw problem(address, String.valueOf(e.getMessage()), e);
        }
    }

    private static StartupProblem problem(InetSocketAddress address, String reason, IOException cause) {
        int port = address.getPort();
        String host = address.getAddress().getHostAddress();
        if (reason.contains("in use")) {
            return portTaken(port, cause);
        }
        if (reason.contains("Cannot assign")) {
            return new StartupProblem("This machine has no address %s: mend SERVER_ADDRESS.".formatted(host), cause);
        }
        if (reason.contains("Permission denied")) {
            return new StartupProblem(
                    "This user may not listen on port %d: choose one above 1023 by SERVER_PORT.".formatted(port),
                    cause);
        }
        return new StartupProblem("The server cannot listen on %s port %d: %s.".formatted(host, port, reason), cause);
    }

    static StartupProblem portTaken(int port, Throwable cause) {
        return new StartupProblem(
                "Port %d is taken by another program: stop that one, or choose another port by SERVER_PORT."
                        .formatted(port),
                cause);
    }
}
