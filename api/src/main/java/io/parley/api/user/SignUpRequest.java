package io.parley.api.user;

import io.parley.api.problem.Fields;
import io.parley.api.problem.Texts;
import io.parley.contract.Confidential;
import io.parley.contract.user.Handles;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/users}.
 *
 * @param handle by which others find the user
 * @param displayName what others see
 * @param password the password
 */
@Schema(name = "SignUp", description = "An account to be opened.")
record SignUpRequest(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, pattern = "^" + Handles.RULE + "$", example = "ada")
        @Nullable
        String handle,

        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                maxLength = Texts.LONGEST_NAME,
                pattern = Texts.NAME_RULE,
                example = "Ada Lovelace")
        @Nullable
        String displayName,

        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                minLength = Texts.SHORTEST_PASSWORD,
                maxLength = Texts.LONGEST_PASSWORD,
                pattern = Texts.PASSWORD_RULE,
                format = "password",
                example = "correct horse")
        @Nullable
        String password) {

    SignUp checked() {
        Fields fields = new Fields();
        String givenHandle = fields.required("handle", handle, "");
        fields.check(Handles.isValid(givenHandle), "handle", "must match " + Handles.RULE);
        String name = Texts.name(fields, "displayName", displayName);
        String givenPassword = Texts.password(fields, "password", password);
        fields.throwIfAny();
        return new SignUp(new Confidential(givenHandle), new Confidential(name), new Confidential(givenPassword));
    }

    /** Hides what is secret. */
    @Override
    public String toString() {
        return "SignUpRequest[]";
    }

    /** What the body says, once it is known to be valid. */
    record SignUp(Confidential handle, Confidential displayName, Confidential password) {}
}
