package io.parley.infra.media.seaweedfs;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.parley.contract.media.MediaObjectId;
import io.parley.contract.media.MediaPage;
import io.parley.contract.media.StoredMedia;
import io.parley.infra.media.Pages;
import io.parley.infra.media.StoreFailures;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A part of a folder, as the filer lists it. */
@JsonIgnoreProperties(ignoreUnknown = true)
record Directory(@JsonProperty("Entries") @Nullable List<Entry> entries) {

    /** A folder that has nothing in it. */
    static final byte[] EMPTY = "{}".getBytes(StandardCharsets.US_ASCII);

    private static final JsonMapper JSON = new JsonMapper();

    /** A file; folders and what has no object's name are not ours. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Entry(
            @JsonProperty("FullPath") String path,
            @JsonProperty("Mtime") Instant modifiedAt,
            @JsonProperty("FileSize") long size) {

        Optional<StoredMedia> object() {
            String name = path.substring(path.lastIndexOf('/') + 1);
            return MediaObjectId.isOne(name)
                    ? Optional.of(new StoredMedia(new MediaObjectId(name), size, modifiedAt))
                    : Optional.empty();
        }
    }

    /**
     * Reads a listing.
     *
     * @param limit how many entries were asked for
     */
    static MediaPage page(byte[] json, Instant olderThan, int limit) {
        List<Entry> entries = read(json);
        List<StoredMedia> objects =
                entries.stream().map(Entry::object).flatMap(Optional::stream).toList();
        return Pages.of(objects, olderThan, entries.size() >= limit);
    }

    private static List<Entry> read(byte[] json) {
        try {
            List<Entry> entries = JSON.readValue(json, Directory.class).entries();
            return entries == null ? List.of() : entries;
        } catch (JacksonException e) {
            throw StoreFailures.unexpected("a listing that cannot be read");
        }
    }
}
