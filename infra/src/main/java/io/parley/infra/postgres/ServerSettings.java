package io.parley.infra.postgres;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The settings with which the embedded PostgreSQL is started; they stand above those in its own files. */
final class ServerSettings {

    /** Sessions beyond the pool's: an operator's look, a migration. */
    private static final int SPARE_CONNECTIONS = 20;

    private ServerSettings() {}

    static List<String> arguments(Path database, int port, int pooledConnections) {
        List<String> arguments = new ArrayList<>(List.of("-D", database.toString()));
        for (String setting : settings(port, pooledConnections + SPARE_CONNECTIONS)) {
            arguments.add("-c");
            arguments.add(setting);
        }
        return arguments;
    }

    private static List<String> settings(int port, int connections) {
        return List.of(
                // Reached by this machine alone, over TCP with a password.
                "listen_addresses=127.0.0.1",
                "port=" + port,
                "unix_socket_directories=",
                "max_connections=" + connections,
                // What was acknowledged is on the disk.
                "fsync=on",
                "full_page_writes=on",
                "synchronous_commit=on",
                // Sized for one small machine that it shares with the server.
                "shared_buffers=256MB",
                "effective_cache_size=1GB",
                "work_mem=8MB",
                "maintenance_work_mem=64MB",
                "wal_buffers=16MB",
                "min_wal_size=256MB",
                "max_wal_size=2GB",
                "checkpoint_timeout=10min",
                "random_page_cost=1.1",
                // Short statements of one shape: compiling or splitting them costs more than they do, and a
                // container's small /dev/shm stays out of it.
                "jit=off",
                "max_parallel_workers_per_gather=0",
                "timezone=UTC",
                "log_timezone=UTC",
                // Errors of statements go to the application alone: values of users must not get into a log.
                "logging_collector=off",
                "log_destination=stderr",
                "log_statement=none",
                "log_min_messages=log",
                "log_min_error_statement=panic",
                "log_error_verbosity=terse",
                "log_checkpoints=off");
    }
}
