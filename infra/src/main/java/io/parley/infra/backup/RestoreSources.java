package io.parley.infra.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a restore is made of: any backup of the events, a keyring that is not older, and all ledgers that are at hand. They are of
 * one log, or nothing is made of them.
 */
public final class RestoreSources {

    private final PartFolder events;
    private final PartFolder keyring;
    private final List<PartFolder> ledgers;
    private boolean checked;

    private RestoreSources(PartFolder events, PartFolder keyring, List<PartFolder> ledgers) {
        this.events = events;
        this.keyring = keyring;
        this.ledgers = List.copyOf(ledgers);
    }

    /**
     * Finds the parts, and looks whether they belong together. Ledgers that lie beside the other parts are taken as well: one more
     * can do no harm.
     *
     * @param events a backup with the events
     * @param keyring one with the keyring; null for the one beside the events
     * @param ledgers more ledgers
     * @throws BackupProblem if a part is missing, or they do not belong together
     */
    public static RestoreSources find(Path events, @Nullable Path keyring, List<Path> ledgers) {
        PartFolder log = PartFolder.require(events, Part.EVENTS);
        PartFolder keys = keyring == null ? besides(events) : PartFolder.require(keyring, Part.KEYRING);
        List<PartFolder> destroyed = new ArrayList<>();
        ledgers.forEach(path -> destroyed.add(PartFolder.require(path, Part.LEDGER)));
        addLedgerBesides(log, events, destroyed);
        if (keyring != null) {
            addLedgerBesides(keys, keyring, destroyed);
        }
        RestoreSources found = new RestoreSources(log, keys, destroyed);
        found.requireOneLog();
        return found;
    }

    private static PartFolder besides(Path events) {
        if (isPart(PartFolder.require(events, Part.EVENTS), events)) {
            throw new BackupProblem(
                    "%s has the events alone: name a backup of the keyring by --keyring.".formatted(events));
        }
        return PartFolder.find(events, Part.KEYRING)
                .orElseThrow(() ->
                        new BackupProblem("%s has no keyring: name a backup of it by --keyring.".formatted(events)));
    }

    private static void addLedgerBesides(PartFolder part, Path given, List<PartFolder> ledgers) {
        if (!isPart(part, given)) {
            PartFolder.find(given, Part.LEDGER).ifPresent(ledgers::add);
        }
    }

    /** Whether a part was named itself, not the whole backup. */
    private static boolean isPart(PartFolder part, Path given) {
        return part.path().equals(given.toAbsolutePath().normalize());
    }

    private void requireOneLog() {
        List<PartFolder> others = new ArrayList<>(ledgers);
        others.add(keyring);
        for (PartFolder other : others) {
            if (!other.manifest().isOfTheSameLogAs(events.manifest())) {
                throw new BackupProblem(
                        "%s and %s are backups of different platforms.".formatted(other.path(), events.path()));
            }
        }
        if (keyring.manifest().takenAt().isBefore(events.manifest().takenAt())) {
            throw new BackupProblem(
                    ("The keyring in %s is older than the events in %s: what was written in between could never"
                                    + " be read. Name a newer one by --keyring.")
                            .formatted(keyring.path(), events.path()));
        }
    }

    /**
     * Reads all files.
     *
     * @throws BackupProblem if one of them is not what was written
     */
    public void check(TransferProgress progress) {
        FileCheck check = new FileCheck(progress);
        List<PartFolder> all = new ArrayList<>(List.of(events, keyring));
        all.addAll(ledgers);
        for (PartFolder part : all) {
            try {
                check.check(part);
            } catch (IOException e) {
                throw new BackupProblem("%s cannot be read: %s.".formatted(part.path(), e.getMessage()), e);
            }
        }
        checked = true;
    }

    /**
     * Makes sure that the keyring can be used.
     *
     * @param isAtHand tells of a key-encryption key whether it is at hand
     * @throws BackupProblem if one is not
     */
    public void requireKeys(Predicate<String> isAtHand) {
        if (!keyring.manifest().keyEncryptionKeys().stream().allMatch(isAtHand)) {
            throw new BackupProblem(
                    ("The keyring in %s is wrapped by a key that is not in the master key file: it was backed up"
                                    + " before the last rotation, or the file is another platform's. Name the newest keyring by --keyring.")
                            .formatted(keyring.path()));
        }
    }

    /** Where the log is kept: {@code postgresql} or {@code axon_server}. */
    public String store() {
        return events.manifest().store();
    }

    /** Whether all files were read, and found to be what was written. */
    boolean areChecked() {
        return checked;
    }

    PartFolder events() {
        return events;
    }

    PartFolder keyring() {
        return keyring;
    }

    List<PartFolder> ledgers() {
        return ledgers;
    }
}
