package io.parley.api.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.contract.keys.Rotation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A rotation of keys, as JSON; see {@link Rotation}. */
@Schema(name = "KeyRotation", description = "A rotation of keys, and how far it has got.")
record RotationBody(
        @Schema(format = "uuid") String rotationId,

        @Schema(
                allowableValues = {
                    "adding",
                    "replacing",
                    "rewrapping_leaves",
                    "rewrapping_keys",
                    "backing_up",
                    "destroying",
                    "vacuuming",
                    "ended"
                },
                description = "Where it stands, in this order.")
        String phase,

        @Schema(minimum = "0", description = "How many keys were wrapped anew.")
        long done,

        @Schema(minimum = "0", description = "Of how many; 0 until they are counted.")
        long total,

        Instant beganAt,
        @Nullable Instant endedAt,

        @Schema(description = "Why it does not get on at present; it is tried again. Left out while it does.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String failure) {

    static RotationBody of(Rotation rotation) {
        return new RotationBody(
                rotation.rotationId().toString(),
                rotation.phase().stored(),
                rotation.done(),
                rotation.total(),
                rotation.beganAt(),
                rotation.endedAt(),
                rotation.failure());
    }
}
