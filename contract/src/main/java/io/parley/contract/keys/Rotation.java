package io.parley.contract.keys;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rotation and how far it has got.
 *
 * @param rotationId which one
 * @param phase where it stands
 * @param done how many keys were wrapped anew
 * @param total how many there are to wrap anew; 0 until they were counted, and more may have come since
 * @param beganAt when it began
 * @param endedAt when it ended; null while it is under way
 * @param failure why it does not get on at present, in one sentence without secrets; it is tried again
 */
public record Rotation(
        UUID rotationId,
        RotationPhase phase,
        long done,
        long total,
        Instant beganAt,
        @Nullable Instant endedAt,
        @Nullable String failure) {}
