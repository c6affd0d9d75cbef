package io.parley.infra.media.check;

import io.parley.contract.id.MediaId;
import io.parley.contract.media.MediaObjectId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The media that are known to have objects in the store. Blocking. */
interface KnownMedia {

    /** Those of them that are in the tables of media and of uploads under way. */
    Set<MediaId> listed(Collection<MediaId> ids);

    /** Whether the log knows them as uploaded and not deleted. */
    boolean isInLog(MediaId id);

    /**
     * Media that are listed, in the order of their identifiers, and whose objects are to stay.
     *
     * @param after those after this one; empty for the first
     * @param before only what was uploaded before
     */
    List<Listed> page(Optional<MediaId> after, Instant before, int limit);

    /**
     * Media of the table.
     *
     * @param objects what they have in the store
     */
    record Listed(MediaId mediaId, List<MediaObjectId> objects) {}
}
