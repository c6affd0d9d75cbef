package io.parley.app.purge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Looks into a backup's keyring for the keys that a certificate says were destroyed, and for those below them. A key that is there can be
 * used only by whoever has the key-encryption key under which it lies: after a rotation nobody has.
 */
final class AgainstBackup {

    private static final String FILE = "keyring.copy.gz";
    private static final int DEPTH = 3;
    private static final int KEY = 0;
    private static final int WRAPPED_BY = 3;

    private final Report report;

    AgainstBackup(Report report) {
        this.report = report;
    }

    void look(Certificate certificate, Path folder) throws IOException {
        List<Path> files = keyrings(folder);
        if (files.isEmpty()) {
            throw new IOException(
                    "There is no %s in %s: name the folder of a backup with its keyring.".formatted(FILE, folder));
        }
        for (Path file : files) {
            look(certificate, file, rows(file));
        }
    }

    private static List<Path> keyrings(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, DEPTH)) {
            return files.filter(file -> file.endsWith(FILE)).sorted().toList();
        }
    }

    /** By what each key is wrapped: two identifiers a key. */
    private static Map<String, String> rows(Path file) throws IOException {
        Map<String, String> wrappedBy = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] columns = line.split("\t", WRAPPED_BY + 2);
                if (columns.length < WRAPPED_BY + 2) {
                    throw new IOException(file + " is no keyring as ./parley backup writes it.");
                }
                wrappedBy.put(columns[KEY], columns[WRAPPED_BY].intern());
            }
        }
        return wrappedBy;
    }

    private void look(Certificate certificate, Path file, Map<String, String> wrappedBy) {
        List<String> found = new ArrayList<>();
        for (String key : certificate.keys()) {
            if (wrappedBy.containsKey(key)) {
                found.add("the key %s is there, under %s".formatted(key, top(key, wrappedBy)));
            }
        }
        Set<String> keys = certificate.keys();
        long below = wrappedBy.values().stream().filter(keys::contains).count();
        if (below > 0) {
            found.add("%d keys below them are there".formatted(below));
        }
        String where = "%s, %d keys".formatted(file, wrappedBy.size());
        report.look(!found.isEmpty(), where, String.join("; ", found));
    }

    /** The key-encryption key above a key. */
    private static String top(String key, Map<String, String> wrappedBy) {
        String above = wrappedBy.getOrDefault(key, "nothing");
        String next = wrappedBy.get(above);
        return next == null ? above : next;
    }
}
