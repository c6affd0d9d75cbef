package io.parley.audit.doctor;

import io.parley.audit.Connector;
import io.parley.audit.verify.VerificationProgress;
import io.parley.contract.media.ByteRange;
import io.parley.contract.media.MediaObjectId;
import io.parley.contract.media.MediaStore;
import io.parley.contract.media.MediaStoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;

/** Whether the store has the objects of media that are not to go. What the store has beyond that is a matter of {@code media check}. */
public final class MediaObjectCheck implements Check {

    private static final ByteRange FIRST_BYTE = new ByteRange(0, 0);

    private static final String LIVING =
            "SELECT media_id, object FROM work.media, unnest(objects) AS object WHERE due_at IS NULL";

    private static final String STILL =
            "SELECT media_id FROM work.media WHERE due_at IS NULL AND media_id = ANY (?) ORDER BY media_id";

    private final Connector connector;
    private final Optional<MediaStore> store;

    /**
     * One that looks into a store.
     *
     * @param connector for a second look at what is missing: it may have gone in the meantime
     * @param store empty if it cannot be reached from here
     */
    public MediaObjectCheck(Connector connector, Optional<MediaStore> store) {
        this.connector = connector;
        this.store = store;
    }

    @Override
    public String name() {
        return "media-objects";
    }

    @Override
    public String unit() {
        return "object";
    }

    @Override
    public void run(Snapshot snapshot, Diagnosis diagnosis, VerificationProgress progress) throws SQLException {
        if (store.isEmpty()) {
            diagnosis.notChecked("the server has the store: ./parley media check");
            return;
        }
        long all =
                snapshot.number("SELECT coalesce(sum(cardinality(objects)), 0) FROM work.media WHERE due_at IS NULL");
        long[] looked = new long[1];
        Map<UUID, String> missing = new LinkedHashMap<>();
        try {
            snapshot.each(LIVING, row -> {
                if (!isThere(new MediaObjectId(row.getString(2)))) {
                    missing.put(row.getObject(1, UUID.class), row.getString(2));
                }
                progress.looked(++looked[0], all);
            });
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof MediaStoreUnavailableException)) {
                throw e;
            }
            diagnosis.notChecked("the store of media does not do its work");
            return;
        }
        lookAgain(missing, diagnosis);
        diagnosis.looked("%,d objects", all);
    }

    private boolean isThere(MediaObjectId object) {
        return store.orElseThrow()
                .get(object, FIRST_BYTE)
                .toCompletableFuture()
                .join()
                .isPresent();
    }

    private void lookAgain(Map<UUID, String> missing, Diagnosis diagnosis) throws SQLException {
        if (missing.isEmpty()) {
            return;
        }
        try (Connection connection = connector.open()) {
            Snapshot now = new Snapshot(connection);
            now.each(
                    STILL,
                    row -> diagnosis.wrong(
                            "media %s: the store does not have %s",
                            row.getString(1), missing.getOrDefault(row.getObject(1, UUID.class), "an object")),
                    now.uuids(missing.keySet()));
        }
    }
}
