package io.parley.app.capsule;

import io.parley.audit.capsule.Capsule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** With which settings a server runs a capsule: those of then, but for where things are, and nothing that would reach other systems. */
public final class CapsuleSettings {

    private static final String HIDDEN = "(hidden)";

    /** Those that end with a dot are all below it. */
    private static final List<String> OF_A_PLACE = List.of(
            "parley.axon-server.",
            "parley.data-dir",
            "parley.db.",
            "parley.incidents.",
            "parley.keys.",
            "parley.media.",
            "parley.nodes.",
            "parley.operators.",
            "parley.purge.signing-key",
            "parley.roles",
            "parley.store",
            "parley.store.node",
            "parley.tracing.");

    private CapsuleSettings() {}

    /** Those with which the node ran that began last; none if it is not said of any. */
    public static Map<String, String> ofThen(Capsule capsule) throws IOException, InterruptedException {
        Map<String, String> settings = new LinkedHashMap<>();
        capsule.lines(Capsule.NODES, node -> {
            settings.clear();
            settings.putAll(portable(node.path("settings")));
        });
        return settings;
    }

    static Map<String, String> portable(JsonNode all) {
        Map<String, String> settings = new LinkedHashMap<>();
        all.properties().forEach(setting -> {
            String name = setting.getKey();
            String value = setting.getValue().asString("");
            if (name.startsWith("parley.") && !value.contains(HIDDEN) && !isOfAPlace(name)) {
                settings.put(name, value);
            }
        });
        return settings;
    }

    private static boolean isOfAPlace(String name) {
        return OF_A_PLACE.stream().anyMatch(one -> one.endsWith(".") ? name.startsWith(one) : name.equals(one));
    }

    /**
     * As arguments of a server that has everything of its own.
     *
     * @param ofThen what it is set to beyond that
     * @param port 0 for any
     */
    public static String[] arguments(Map<String, String> ofThen, Path data, int port) {
        Map<String, String> settings = new LinkedHashMap<>(ofThen);
        settings.put("parley.data-dir", data.toString());
        settings.put("parley.roles", "gateway,command,projection,query");
        settings.put("parley.store", "postgresql");
        settings.put("parley.db.url", "");
        settings.put("parley.db.user", "");
        settings.put("parley.db.password", "");
        settings.put("parley.db.migration-user", "");
        settings.put("parley.db.migration-password", "");
        settings.put("parley.keys.master-key", "");
        settings.put("parley.keys.rotate-every", "never");
        settings.put("parley.keys.backup", "");
        settings.put("parley.purge.signing-key", "");
        settings.put("parley.operators.file", "");
        settings.put("parley.media.store", "folder");
        settings.put("parley.media.folder.path", "");
        settings.put("parley.tracing.endpoint", "");
        settings.put("parley.degradation.automatic", "false"); // what was decided then is in the log
        settings.put("server.port", Integer.toString(port));
        settings.put("server.address", "127.0.0.1");
        return settings.entrySet().stream()
                .flatMap(setting -> Stream.of("--" + setting.getKey() + "=" + setting.getValue()))
                .toArray(String[]::new);
    }
}
