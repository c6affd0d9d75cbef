package io.parley.contract.media;

import java.time.Instant;

/**
 * An object that is in the store.
 *
 * @param id its name
 * @param size how many bytes it has
 * @param storedAt when it was stored last, by the store's clock
 */
public record StoredMedia(MediaObjectId id, long size, Instant storedAt) {}
