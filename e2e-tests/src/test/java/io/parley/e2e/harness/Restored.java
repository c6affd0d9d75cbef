package io.parley.e2e.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Servers that are made of a backup. */
public final class Restored {

    private Restored() {}

    /**
     * Another server with the same master key, made of a backup on a folder on which nothing has happened.
     *
     * @param original the server that was backed up
     * @param name the other one's
     * @param arguments the backup, and what else the restore is told
     */
    public static Server of(Server original, String name, String... arguments) {
        Map<String, String> settings = new HashMap<>(Settings.UNLIMITED);
        settings.put(
                "PARLEY_MASTER_KEY",
                original.dataFolder().path().resolve("master-key.json").toString());
        Server another = Server.start(name, settings);
        another.stop();
        List<String> command = new ArrayList<>(List.of("restore"));
        command.addAll(List.of(arguments));
        Jar.Run restored = Jar.run(name, another.environment(), command.toArray(String[]::new));
        assertThat(restored.exitCode()).as(restored.output()).isZero();
        assertThat(restored.output()).contains("Restored the events as of", "new epoch");
        another.start();
        return another;
    }
}
