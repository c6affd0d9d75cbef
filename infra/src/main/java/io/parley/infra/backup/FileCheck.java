package io.parley.infra.backup;

import io.parley.infra.backup.Manifest.Entry;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads whole files of a backup, to find out whether they are what was written. */
final class FileCheck {

    private static final int BUFFER = 1 << 16;

    private final TransferProgress progress;

    FileCheck(TransferProgress progress) {
        this.progress = progress;
    }

    /**
     * Reads all files of a part.
     *
     * @throws BackupProblem if one is missing or is not what its part says
     */
    void check(PartFolder part) throws IOException {
        for (Entry entry : part.manifest().files()) {
            progress.begin("checking " + entry.table(), entry.rows());
            check(part, entry);
            progress.end(entry.rows());
        }
    }

    private void check(PartFolder part, Entry entry) throws IOException {
        Path path = part.file(entry);
        MessageDigest digest = Hashes.sha256();
        Rows rows = new Rows(entry.table().equals(Table.EVENT));
        try (InputStream file = new DigestInputStream(Files.newInputStream(path), digest)) {
            read(file, rows);
            while (file.read(new byte[BUFFER]) >= 0) {
                // whatever stands behind the rows counts too
            }
        } catch (NoSuchFileException e) {
            throw new BackupProblem("%s is missing: bring it back, or take another backup.".formatted(path), e);
        } catch (ZipException | EOFException e) {
            throw damaged(path);
        }
        boolean same = Files.size(path) == entry.size() && Hashes.hex(digest).equals(entry.sha256());
        if (!same || rows.count() != entry.rows()) {
            throw damaged(path);
        }
        if (!rows.areInOrder() || isCutShort(part, entry)) {
            throw new BackupProblem("%s has not all events in their order: take another backup.".formatted(path));
        }
    }

    /** Positions have no gap, so that the last one tells how many there are. */
    private static boolean isCutShort(PartFolder part, Entry entry) {
        Long head = part.manifest().head();
        return entry.table().equals(Table.EVENT) && (head == null || head != entry.rows());
    }

    private void read(InputStream file, Rows rows) throws IOException {
        byte[] buffer = new byte[BUFFER];
        InputStream in = new GZIPInputStream(file, BUFFER);
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            rows.add(buffer, read);
            progress.at(rows.count());
        }
    }

    private static BackupProblem damaged(Path path) {
        return new BackupProblem(
                "%s is damaged: its checksum is not the one that was written down with it.".formatted(path));
    }

    /** Counts lines; of events it looks at the first column too, which is the position. */
    private static final class Rows {

        private final boolean positions;
        private long count;
        private boolean inOrder = true;
        private boolean inFirst = true;
        private long number;

        Rows(boolean positions) {
            this.positions = positions;
        }

        long count() {
            return count;
        }

        boolean areInOrder() {
            return inOrder;
        }

        void add(byte[] bytes, int length) {
            for (int i = 0; i < length; i++) {
                if (bytes[i] == '\n') {
                    count++;
                    inFirst = true;
                    number = 0;
                } else if (inFirst) {
                    first(bytes[i]);
                }
            }
        }

        private void first(byte one) {
            if (one == '\t') {
                inFirst = false;
                inOrder &= !positions || number == count + 1;
            } else {
                number = number * 10 + (one - '0');
            }
        }
    }
}
