package io.parley.infra.media.folder;

import io.parley.contract.media.MediaObjectId;
import io.parley.contract.media.MediaPage;
import io.parley.contract.media.StoredMedia;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Goes through the folders of a store, a page at a time. */
final class Listing {

    private final Shards shards;

    Listing(Shards shards) {
        this.shards = shards;
    }

    MediaPage page(Instant olderThan, Optional<MediaObjectId> after, int limit) throws IOException {
        List<MediaObjectId> looked = names(after, limit);
        List<StoredMedia> items = new ArrayList<>();
        for (MediaObjectId id : looked) {
            object(id).filter(object -> object.storedAt().isBefore(olderThan)).ifPresent(items::add);
        }
        return new MediaPage(
                items, looked.size() < limit ? Optional.empty() : Optional.of(looked.get(looked.size() - 1)));
    }

    private List<MediaObjectId> names(Optional<MediaObjectId> after, int limit) throws IOException {
        List<MediaObjectId> found = new ArrayList<>();
        int first = after.map(Shards::shard).orElse(0);
        for (int shard = first; shard < shards.count() && found.size() < limit; shard++) {
            String from = shard == first ? after.map(MediaObjectId::value).orElse("") : "";
            found.addAll(shards.names(shard, from, limit - found.size()));
        }
        return found;
    }

    private Optional<StoredMedia> object(MediaObjectId id) throws IOException {
        try {
            BasicFileAttributes file = Files.readAttributes(shards.path(id), BasicFileAttributes.class);
            return Optional.of(
                    new StoredMedia(id, file.size(), file.lastModifiedTime().toInstant()));
        } catch (NoSuchFileException e) {
            return Optional.empty(); // deleted meanwhile
        }
    }
}
