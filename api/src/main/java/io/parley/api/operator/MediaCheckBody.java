package io.parley.api.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.contract.id.MediaId;
import io.parley.contract.media.MediaCheck;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A check of the store of media, as JSON; see {@link MediaCheck}. */
@Schema(
        name = "MediaCheck",
        description = "A comparison of the store of media with the log, and what it has found so far.")
record MediaCheckBody(
        @Schema(format = "uuid") String checkId,

        @Schema(description = "Whether objects that nobody knows are deleted.")
        boolean mending,

        @Schema(
                allowableValues = {"objects", "media", "ended"},
                description = "Where it stands, in this order.")
        String phase,

        @Schema(minimum = "0", description = "How many objects of the store were looked at.")
        long objects,

        @Schema(minimum = "0", description = "How many of them nobody knows.")
        long orphans,

        @Schema(minimum = "0") long orphanBytes,

        @Schema(minimum = "0", description = "How many of these were deleted.")
        long deleted,

        @Schema(minimum = "0", description = "How many have names that are none of ours; they are left alone.")
        long foreign,

        @Schema(minimum = "0", description = "How many the log knows and the table of media does not.")
        long unlisted,

        @Schema(minimum = "0", description = "How many media were looked for in the store.")
        long media,

        @Schema(minimum = "0", description = "How many of them lack an object.")
        long lost,

        @ArraySchema(
                arraySchema = @Schema(description = "The first 100 of these."),
                schema = @Schema(type = "string", format = "uuid"))
        List<String> lostMedia,

        Instant beganAt,
        @Nullable Instant endedAt,

        @Schema(description = "Why it ended early. Left out if it did not.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String failure) {

    static MediaCheckBody of(MediaCheck check) {
        return new MediaCheckBody(
                check.checkId().toString(),
                check.mending(),
                check.phase().name().toLowerCase(Locale.ROOT),
                check.objects(),
                check.orphans(),
                check.orphanBytes(),
                check.deleted(),
                check.foreign(),
                check.unlisted(),
                check.media(),
                check.lost(),
                check.lostMedia().stream().map(MediaId::toString).toList(),
                check.beganAt(),
                check.endedAt(),
                check.failure());
    }
}
