package io.parley.infra.media;

import io.parley.contract.media.MediaPage;
import io.parley.contract.media.StoredMedia;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes pages of what stores list. */
public final class Pages {

    private Pages() {}

    /**
     * A page of what was listed, in the store's order.
     *
     * @param objects those listed that have an object's name
     * @param more whether the store has more
     */
    public static MediaPage of(List<StoredMedia> objects, Instant olderThan, boolean more) {
        if (objects.isEmpty() && more) {
            throw StoreFailures.unexpected("more than a page of what are no objects");
        }
        return new MediaPage(
                objects.stream()
                        .filter(object -> object.storedAt().isBefore(olderThan))
                        .toList(),
                more ? Optional.of(objects.get(objects.size() - 1).id()) : Optional.empty());
    }
}
