package io.parley.contract.purge;

import java.time.Instant;
import java.util.UUID;

/**
 * A rotation of keys that has ended: what was shredded before it began is in no backup any more.
 *
 * @param id the rotation
 * @param beganAt when it began
 * @param endedAt when the old key-encryption key was destroyed
 */
public record Rotation(UUID id, Instant beganAt, Instant endedAt) {}
