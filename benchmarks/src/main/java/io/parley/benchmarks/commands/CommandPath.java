package io.parley.benchmarks.commands;

import io.parley.benchmarks.Node;
import io.parley.infra.account.AccountConfiguration;
import io.parley.infra.axon.AxonConfiguration;
import io.parley.infra.axon.MessagingConfiguration;
import io.parley.infra.bus.CommandBusConfiguration;
import io.parley.infra.database.DatabaseConfiguration;
import io.parley.infra.keyring.KeyringConfiguration;
import io.parley.infra.store.StoreConfiguration;
import io.parley.infra.wiring.CommandSideConfiguration;
import java.io.IOException;
import java.util.Map;

/** The ways from a command to its durable event that are compared. */
enum CommandPath {

    /** As the platform is wired. */
    PARLEY("Parley") {
        @Override
        Node start() throws IOException {
            return Node.start(
                    Map.of(),
                    DatabaseConfiguration.class,
                    MessagingConfiguration.class,
                    KeyringConfiguration.class,
                    AccountConfiguration.class,
                    StoreConfiguration.class,
                    CommandBusConfiguration.class,
                    AxonConfiguration.class,
                    CommandSideConfiguration.class);
        }
    },

    /** The same handlers and keyring on what Axon ships, which caches no aggregates unless told to. */
    STOCK("stock") {
        @Override
        Node start() throws IOException {
            return StockConfiguration.start(false);
        }
    },

    /** The same with our cache of aggregates. */
    STOCK_WITH_CACHE("stock with cache") {
        @Override
        Node start() throws IOException {
            return StockConfiguration.start(true);
        }
    };

    private final String title;

    CommandPath(String title) {
        this.title = title;
    }

    /** Starts a node that handles commands in this way. */
    abstract Node start() throws IOException;

    String title() {
        return title;
    }
}
