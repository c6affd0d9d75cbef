package io.parley.infra.media.folder;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which folder keeps the media.
 *
 * @param path the folder, which is this node's alone; empty for {@code media} in the data folder
 * @param threads how many threads read and write
 * @param queue how many steps may wait for each of them; more find the store unavailable
 */
public record FolderProperties(
        @DefaultValue("") String path,
        @DefaultValue("4") @Min(1) @Max(200) int threads,

        @DefaultValue("10000") @Min(1) @Max(1_000_000) int queue) {}
