package io.parley.infra.backup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a part of a backup says of itself. It is written last: a folder without it is no backup. A file format.
 *
 * @param format the version of this form
 * @param part which part it is
 * @param parley the version of Parley that wrote it
 * @param takenAt as of when it is, by the database's clock
 * @param epoch the log's epoch
 * @param earlierEpochs the epochs from before the restores that the log has been through
 * @param store where the log is kept: {@code postgresql} or {@code axon_server}
 * @param head the log's last position; null if it is kept elsewhere
 * @param keyEncryptionKeys which keys outside the database wrap the keys in the keyring; empty for other parts
 * @param files what is in the folder besides
 */
record Manifest(
        int format,
        Part part,
        String parley,
        Instant takenAt,
        UUID epoch,
        List<UUID> earlierEpochs,
        String store,
        @Nullable Long head,
        List<String> keyEncryptionKeys,
        List<Entry> files) {

    static final int FORMAT = 1;

    Manifest {
        earlierEpochs = List.copyOf(earlierEpochs);
        keyEncryptionKeys = List.copyOf(keyEncryptionKeys);
        files = List.copyOf(files);
    }

    /**
     * One file: a gzip of what COPY writes in its text format.
     *
     * @param name the file's
     * @param table the table of which the rows are
     * @param columns the columns, in order
     * @param rows how many rows
     * @param size of the file, in bytes
     * @param sha256 of the file
     */
    record Entry(String name, String table, List<String> columns, long rows, long size, String sha256) {

        Entry {
            columns = List.copyOf(columns);
        }

        boolean isOf(Table dumped) {
            return table.equals(dumped.name());
        }
    }

    Optional<Entry> file(String table) {
        return files.stream().filter(entry -> entry.table().equals(table)).findFirst();
    }

    /** Whether both are of one log, as it is or as it was before a restore. */
    boolean isOfTheSameLogAs(Manifest other) {
        return epochs().contains(other.epoch) || other.epochs().contains(epoch);
    }

    private List<UUID> epochs() {
        List<UUID> all = new ArrayList<>(earlierEpochs);
        all.add(epoch);
        return all;
    }
}
