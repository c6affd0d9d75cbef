package io.parley.audit.verify;

import io.parley.infra.seal.Chain;
import io.parley.infra.seal.LoggedEvent;
import io.parley.infra.seal.SealTable;
import io.parley.infra.seal.StoredSeal;
import java.security.PublicKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads events and works out their digests, on one connection: what several threads do beside each other. */
final class BatchReader {

    private final SealTable table;
    private final Map<String, PublicKey> keys;
    private final @Nullable String only;

    BatchReader(SealTable table, Map<String, PublicKey> keys, @Nullable String only) {
        this.table = table;
        this.keys = keys;
        this.only = only;
    }

    /** Reads the events from a position, which may lie before the first seal where one is missing, up to the last seal's end. */
    Batch read(long first, List<StoredSeal> seals) throws SQLException {
        List<LoggedEvent> events =
                events(first, seals.get(seals.size() - 1).seal().lastPosition());
        List<Batch.Place> places = new ArrayList<>(events.size());
        List<byte[]> digests = new ArrayList<>(events.size());
        for (LoggedEvent event : events) {
            Batch.Place place = Batch.Place.of(event);
            places.add(place);
            digests.add(only == null || only.equals(place.chain()) ? Chain.digest(event) : Batch.notLookedAt());
        }
        return new Batch(seals, genuine(seals), places, digests);
    }

    private List<LoggedEvent> events(long first, long last) throws SQLException {
        return only == null ? table.events(first, last) : table.eventsWithContentsOf(only, first, last);
    }

    private boolean[] genuine(List<StoredSeal> seals) {
        boolean[] genuine = new boolean[seals.size()];
        for (int i = 0; i < genuine.length; i++) {
            genuine[i] = seals.get(i).seal().isSignedByOneOf(keys);
        }
        return genuine;
    }
}
