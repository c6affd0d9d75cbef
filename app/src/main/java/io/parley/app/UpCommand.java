package io.parley.app;

import io.parley.infra.media.MediaProperties;
import io.parley.infra.startup.Role;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Starts the whole platform, says where it is, and serves until it is told to stop. Whatever keeps it from starting is said in
 * one sentence by {@link StartupFailure}.
 */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Start the whole platform, the database too; Ctrl-C stops it.",
        footer = {
            "",
            "Settings, by environment or an application.yml beside the jar:",
            "  SERVER_PORT        port of the HTTP interface (8080; 0 for any)",
            "  SERVER_ADDRESS     address to listen on (127.0.0.1)",
            "  PARLEY_DATA_DIR    where everything is kept (.parley)",
            "  PARLEY_DB_URL      an outside PostgreSQL, with PARLEY_DB_USER and PARLEY_DB_PASSWORD;",
            "                     PARLEY_DB_MIGRATION_USER and ..._PASSWORD for the log's owner",
            "  PARLEY_MASTER_KEY  the file with the master key (made in the data folder)",
            "  PARLEY_WEED        the program weed for --media seaweedfs (the one that ./parley tools installs)"
        })
final class UpCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--demo", description = "Run the demo as soon as it is up, then stop.")
    private boolean demo;

    @Option(
            names = "--media",
            paramLabel = "STORE",
            description =
                    "Where images, audio and video are kept: folder, seaweedfs or s3. A SeaweedFS is started with the rest,"
                            + " unless PARLEY_MEDIA_SEAWEEDFS_FILER names one.")
    private MediaProperties.@Nullable Kind media;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Console console = new Console(out, System.nanoTime());
        console.title();
        CountDownLatch stopped = new CountDownLatch(1);
        ConfigurableApplicationContext context;
        try {
            context = application(console, stopped).run(settings());
        } catch (RuntimeException e) {
            return 1; // StartupFailure has said why
        }
        console.ready(context, ReadyWait.isReady(context));
        return demo ? runDemo(context) : awaitStop(stopped);
    }

    /** What the command line says stands above the environment. */
    private String[] settings() {
        return media == null
                ? new String[0]
                : new String[] {"--parley.media.store=" + media.name().toLowerCase(Locale.ROOT)};
    }

    private int runDemo(ConfigurableApplicationContext context) {
        try (context) {
            return spec.commandLine().getParent().execute("demo", "--url", Console.url(context));
        }
    }

    /**
     * A server that is to be started.
     *
     * @param stopped is told when it has stopped
     * @param more what it has beyond what servers have
     */
    static SpringApplication application(Console console, CountDownLatch stopped, Class<?>... more) {
        SpringApplication application = new SpringApplication(ParleyApplication.class);
        application.addPrimarySources(List.of(more));
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.addListeners(new StartupChecks(), whenClosed(console, stopped));
        application.addInitializers(
                context -> context.getBeanFactory().registerSingleton("startupProgress", console),
                UpCommand::leaveEdgeOutIfNoGateway);
        return application;
    }

    private static void leaveEdgeOutIfNoGateway(ConfigurableApplicationContext context) {
        if (!Role.in(context.getEnvironment()).contains(Role.GATEWAY)) {
            context.getBeanFactory().registerSingleton("edgeLeftOut", new EdgeLeftOut());
        }
    }

    private static ApplicationListener<ContextClosedEvent> whenClosed(Console console, CountDownLatch stopped) {
        return event -> {
            console.step("stopping");
            stopped.countDown();
        };
    }

    private static int awaitStop(CountDownLatch stopped) {
        try {
            stopped.await();
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }
}
