package io.parley.infra.media.seaweedfs;

import io.parley.infra.startup.StartupProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** SeaweedFS's program, which does not come with Parley: {@code ./parley tools} puts it into the data folder. */
public final class WeedProgram {

    private static final String PINNED = "/io/parley/infra/media/seaweedfs/weed.properties";

    private WeedProgram() {}

    /**
     * Finds it.
     *
     * @param named the path that was set; empty for the one in the data folder
     * @throws StartupProblem if it is not there
     */
    public static Path find(String named, Path dataFolder) {
        if (named.isBlank()) {
            return require(
                    dataFolder.resolve("weed-" + version()).resolve("weed"),
                    "SeaweedFS is not installed (%s is missing): run ./parley tools, or name a weed program by PARLEY_WEED.");
        }
        return require(
                Path.of(named.strip()).toAbsolutePath(),
                "There is no program %s: mend PARLEY_WEED, or leave it empty and run ./parley tools.");
    }

    private static Path require(Path program, String otherwise) {
        if (!Files.isRegularFile(program) || !Files.isExecutable(program)) {
            throw new StartupProblem(otherwise.formatted(program));
        }
        return program;
    }

    /** The version that Parley is tried with. */
    static String version() {
        Properties pinned = new Properties();
        try (InputStream in = WeedProgram.class.getResourceAsStream(PINNED)) {
            if (in == null) {
                throw new IOException(PINNED + " is missing");
            }
            pinned.load(in);
        } catch (IOException e) {
            throw new StartupProblem("Parley's jar is damaged: build it anew.", e);
        }
        return pinned.getProperty("version");
    }
}
