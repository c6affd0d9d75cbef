package io.parley.app.purge;

import io.parley.app.terminal.Report;
import io.parley.infra.keyring.KeyTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Looks into a backup's keyring for the keys that a certificate says were destroyed, and for those below them. A backup from before has
 * them, of course. They can be used only with the key-encryption key under which they lie, which a rotation destroys: so, with the
 * server's master key file at hand, they are tried.
 */
final class AgainstBackup {

    private static final int DEPTH = 3;
    private static final int NAMED = 3;

    private final Report report;
    private final Optional<KeyFileAtHand> masterKey;

    AgainstBackup(Report report, Optional<KeyFileAtHand> masterKey) {
        this.report = report;
        this.masterKey = masterKey;
    }

    void look(Certificate certificate, Path folder) throws IOException {
        List<Path> files = keyrings(folder);
        if (files.isEmpty()) {
            throw new IOException("There is no %s in %s: name the folder of a backup with its keyring."
                    .formatted(KeyringCopy.FILE, folder));
        }
        for (Path file : files) {
            look(certificate, new KeyringCopy(file));
        }
    }

    private static List<Path> keyrings(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, DEPTH)) {
            return files.filter(file -> file.endsWith(KeyringCopy.FILE))
                    .sorted()
                    .toList();
        }
    }

    private void look(Certificate certificate, KeyringCopy copy) throws IOException {
        Map<String, String> wrappedBy = new HashMap<>();
        copy.read(row -> wrappedBy.put(row.keyId(), row.wrappedBy().intern()));
        Found found = Found.of(certificate.keys(), wrappedBy);
        String where = "%s, %d keys".formatted(copy, wrappedBy.size());
        if (found.isNothing()) {
            report.look(false, where, "");
        } else {
            judge(certificate, copy, found, where + ": " + found.sentence());
        }
    }

    /** That a key file opens nothing tells nothing of the server's, if it is not that: the certificate must say so too. */
    private void judge(Certificate certificate, KeyringCopy copy, Found found, String what) throws IOException {
        if (masterKey.isEmpty()) {
            report.wrong(what + "; whether they still open, the server's master key file tells (--master-key)");
            return;
        }
        KeyFileAtHand file = masterKey.get();
        long open = open(copy, found, file.trial());
        if (open > 0) {
            report.wrong("%s; %d of them open with %s: until a rotation, who has both can read what was destroyed"
                    .formatted(what, open, file));
        } else if (certificate.blind()) {
            report.fine("%s; none of them opens any more: what wrapped them is not in %s".formatted(what, file));
        } else {
            report.wrong(
                    "%s; none opens with %s, but by this certificate the rotation is still due: ask for a newer one"
                            .formatted(what, file));
        }
    }

    /** How many of the keys that were found open, for which those above them are needed. */
    private static long open(KeyringCopy copy, Found found, KeyTrial trial) throws IOException {
        Map<String, KeyringCopy.Row> rows = new HashMap<>();
        Set<String> needed = found.needed();
        copy.read(row -> {
            if (needed.contains(row.keyId())) {
                rows.put(row.keyId(), row);
            }
        });
        return Stream.of(false, true)
                .flatMap(leaves -> rows.values().stream().filter(row -> rows.containsKey(row.wrappedBy()) == leaves))
                .filter(row -> opens(row, trial) && found.has(row.keyId()))
                .count();
    }

    private static boolean opens(KeyringCopy.Row row, KeyTrial trial) {
        return trial.take(row.keyId(), row.kind(), row.owner(), row.wrappedBy(), row.bytes());
    }

    /**
     * What a keyring has that it should not have.
     *
     * @param there keys that were destroyed
     * @param below keys that such keys wrap
     * @param wrappedBy what wraps each key of the keyring
     */
    private record Found(Set<String> there, Set<String> below, Map<String, String> wrappedBy) {

        static Found of(Set<String> destroyed, Map<String, String> wrappedBy) {
            Set<String> there = new TreeSet<>(destroyed);
            there.retainAll(wrappedBy.keySet());
            Set<String> below = new HashSet<>(wrappedBy.keySet());
            below.removeIf(key -> !destroyed.contains(wrappedBy.get(key)));
            return new Found(there, below, wrappedBy);
        }

        boolean isNothing() {
            return there.isEmpty() && below.isEmpty();
        }

        boolean has(String key) {
            return there.contains(key) || below.contains(key);
        }

        Set<String> needed() {
            Set<String> needed = new HashSet<>(there);
            needed.addAll(below);
            there.forEach(key -> needed.add(wrappedBy.getOrDefault(key, key)));
            return needed;
        }

        String sentence() {
            List<String> parts = new ArrayList<>();
            there.stream()
                    .limit(NAMED)
                    .forEach(key -> parts.add("the key %s is there, under %s".formatted(key, top(key))));
            if (there.size() > NAMED) {
                parts.add("%d more of its keys are there".formatted(there.size() - NAMED));
            }
            if (!below.isEmpty()) {
                parts.add("%d keys below them are there".formatted(below.size()));
            }
            return String.join("; ", parts);
        }

        /** The key-encryption key above a key. */
        private String top(String key) {
            String above = wrappedBy.getOrDefault(key, "nothing");
            return wrappedBy.getOrDefault(above, above);
        }
    }
}
