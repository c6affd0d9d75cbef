package io.parley.infra.media.seaweedfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The settings of a SeaweedFS of our own. It looks for them in its working directory first, and then in the user's and the machine's
 * folders, and takes any of them from the environment: without files of our own it would take those of another SeaweedFS on this
 * machine, and keep its names in that one's database.
 */
final class WeedSettings {

    /** How the variables begin by which settings are given. */
    static final String ENVIRONMENT = "WEED_";

    private static final Map<String, String> FILES = Map.of(
            "filer.toml", "[leveldb2]\nenabled = true\ndir = \"./filerldb2\"\n",
            "security.toml", "# nothing: it is reached by this machine alone\n",
            "master.toml", "# nothing\n");

    private WeedSettings() {}

    /** Writes them into the folder in which it works. */
    static void write(Path folder) throws IOException {
        for (Map.Entry<String, String> file : FILES.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }
}
