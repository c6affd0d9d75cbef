package io.parley.api.presence;

import io.parley.api.problem.Fields;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code PUT /v1/presence}.
 *
 * @param activity who is active: the user, or only the app
 */
@Schema(name = "Activity", description = "Who is active.")
record ActivityRequest(
        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                allowableValues = {"user", "background"},
                description = "`user` if the user does something, `background` if only the app does.")
        @Nullable
        String activity) {

    private static final String USER = "user";
    private static final String BACKGROUND = "background";

    /** Whether it is the user, once it is known to be well-formed. */
    boolean isOfUser() {
        Fields fields = new Fields();
        String given = fields.required("activity", activity, BACKGROUND);
        fields.check(given.equals(USER) || given.equals(BACKGROUND), "activity", "must be user or background");
        fields.throwIfAny();
        return given.equals(USER);
    }
}
