package io.parley.app;

import io.parley.infra.keyring.KeyringProperties;
import io.parley.infra.keyring.MasterKeyFile;
import io.parley.infra.media.MediaProperties;
import io.parley.infra.postgres.DatabaseProperties;
import io.parley.infra.startup.StoreKind;
import java.nio.file.Path;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** The server's settings, for commands that work beside it: from the same places, with nothing started. */
final class ServerSettings implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private ServerSettings(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Reads them. The log file is the server's own, and left alone. */
    static ServerSettings read() {
        SpringApplication application = new SpringApplication(Nothing.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        return new ServerSettings(application.run("--logging.file.name="));
    }

    Path dataFolder() {
        return StartupChecks.dataFolder(context.getEnvironment());
    }

    DatabaseProperties database() {
        return binder().bindOrCreate("parley.db", DatabaseProperties.class);
    }

    MediaProperties media() {
        return binder().bindOrCreate("parley.media", MediaProperties.class);
    }

    StoreKind store() {
        return StoreKind.in(context.getEnvironment());
    }

    Path masterKey() {
        KeyringProperties keys = binder().bindOrCreate("parley.keys", KeyringProperties.class);
        return MasterKeyFile.locate(keys.masterKey(), dataFolder());
    }

    private Binder binder() {
        return Binder.get(context.getEnvironment());
    }

    @Override
    public void close() {
        context.close();
    }

    /** No beans at all. */
    @Configuration(proxyBeanMethods = false)
    static class Nothing {}
}
