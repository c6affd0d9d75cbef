package io.parley.infra.backup;

import io.parley.contract.media.MediaStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a restore is made of: any backup of the events, a keyring that is not older, all ledgers that are at hand, and the media
 * if there are any. They are of one log, or nothing is made of them.
 */
public final class RestoreSources {

    private final PartFolder events;
    private final PartFolder keyring;
    private final List<PartFolder> ledgers;
    private final Optional<PartFolder> media;
    private boolean checked;

    private RestoreSources(
            PartFolder events, PartFolder keyring, List<PartFolder> ledgers, Optional<PartFolder> media) {
        this.events = events;
        this.keyring = keyring;
        this.ledgers = List.copyOf(ledgers);
        this.media = media;
    }

    /** As {@link #find(Path, Path, List, Path)}, with the media beside the events if there are any. */
    public static RestoreSources find(Path events, @Nullable Path keyring, List<Path> ledgers) {
        return find(events, keyring, ledgers, null);
    }

    /**
     * Finds the parts, and looks whether they belong together. Ledgers that lie beside the other parts are taken as well: one more
     * can do no harm.
     *
     * @param events a backup with the events
     * @param keyring one with the keyring; null for the one beside the events
     * @param ledgers more ledgers
     * @param media a backup with the media; null for the one beside the events, if there is one
     * @throws BackupProblem if a part is missing, or they do not belong together
     */
    public static RestoreSources find(Path events, @Nullable Path keyring, List<Path> ledgers, @Nullable Path media) {
        PartFolder log = PartFolder.require(events, Part.EVENTS);
        PartFolder keys = keyring == null ? besides(events) : PartFolder.require(keyring, Part.KEYRING);
        List<PartFolder> destroyed = new ArrayList<>();
        ledgers.forEach(path -> destroyed.add(PartFolder.require(path, Part.LEDGER)));
        addLedgerBesides(log, events, destroyed);
        if (keyring != null) {
            addLedgerBesides(keys, keyring, destroyed);
        }
        RestoreSources found = new RestoreSources(log, keys, destroyed, media(log, events, media));
        found.requireOneLog();
        return found;
    }

    private static Optional<PartFolder> media(PartFolder log, Path events, @Nullable Path media) {
        if (media != null) {
            return Optional.of(PartFolder.require(media, Part.MEDIA));
        }
        return isPart(log, events) ? Optional.empty() : PartFolder.find(events, Part.MEDIA);
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
        media.ifPresent(others::add);
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
        media.ifPresent(all::add);
        for (PartFolder part : all) {
            try {
                check.check(part);
            } catch (IOException e) {
                throw new BackupProblem("%s cannot be read: %s.".formatted(part.path(), e.getMessage()), e);
            }
        }
        if (media.isPresent()) {
            new MediaLoad(media.get(), progress).check();
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

    /** Whether there are media among them. */
    public boolean haveMedia() {
        return media.isPresent();
    }

    /**
     * Puts the media into a store. What is there already is replaced by the same.
     *
     * @return how many objects there are
     * @throws BackupProblem if that cannot be done; it can be repeated
     */
    public long restoreMedia(MediaStore store, TransferProgress progress) {
        if (!checked) {
            throw new IllegalStateException("a backup is checked before it is restored");
        }
        return media.isEmpty() ? 0 : new MediaLoad(media.get(), progress).into(store);
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
