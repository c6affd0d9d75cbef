package io.parley.infra.postgres;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.infra.process.Command;
import io.parley.infra.process.Patience;
import io.parley.infra.startup.DataFolder;
import io.parley.infra.startup.StartupProgress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/** A PostgreSQL of one test's own that can be killed and comes back where it was, as one that somebody else runs might. */
public final class RestartableDatabase implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final DataFolder folder;
    private final EmbeddedPostgres server;
    private final List<String> arguments;
    private long pid;

    private RestartableDatabase(DataFolder folder, EmbeddedPostgres server) throws IOException {
        this.folder = folder;
        this.server = server;
        this.pid = server.pid();
        String commandLine = Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.UTF_8);
        List<String> words = Arrays.asList(commandLine.split("\0"));
        this.arguments = words.subList(1, words.size());
    }

    /** Starts one on a folder below {@code target}, which is removed in the end. */
    public static RestartableDatabase start(String name) throws IOException {
        DataFolder folder = DataFolder.open(Path.of("target", "restartable-" + name));
        return new RestartableDatabase(folder, EmbeddedPostgres.start(folder, 60, StartupProgress.silent()));
    }

    /** A pool, for its address and credentials; it opens no connection by itself. */
    public HikariDataSource address() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(server.jdbcUrl());
        pool.setUsername(server.user());
        pool.setPassword(server.password());
        return pool;
    }

    /** Ends the process at once, as a power loss would. */
    public void kill() {
        Command.run(List.of("sh", "-c", "kill -QUIT " + pid), Duration.ofSeconds(5));
        if (!Patience.until(() -> !Files.exists(Path.of("/proc/" + pid, "exe")), PATIENCE)) {
            throw new IllegalStateException("the database does not stop");
        }
    }

    /** Starts it again, on the same port. */
    public void startAgain() throws IOException {
        Path data = Cluster.in(folder.path()).folder();
        PostgresBinaries binaries = PostgresBinaries.in(folder.path());
        RunAs user = RunAs.suitable(binaries, folder.path(), data);
        Process process = new ProcessBuilder(user.command(binaries.program("postgres"), arguments))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        pid = process.pid();
        Postmaster postmaster = new Postmaster(pid);
        Patience.until(() -> !process.isAlive() || postmaster.isReady(data), PATIENCE);
        if (!process.isAlive()) {
            throw new IllegalStateException("the database does not start again");
        }
    }

    @Override
    public void close() throws IOException {
        new Postmaster(pid).stop();
        folder.close();
        FileSystemUtils.deleteRecursively(folder.path());
    }
}
