package io.parley.contract.media;

import java.util.List;
import java.util.Optional;

/**
 * Some of the objects in the store.
 *
 * @param items those that are old enough; there may be none though more pages follow
 * @param next what the next page comes after; empty if this is the last
 */
public record MediaPage(List<StoredMedia> items, Optional<MediaObjectId> next) {

    public MediaPage {
        items = List.copyOf(items);
    }
}
